"""Addresses of the pages. Those of the API are in quizzes.api."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.cache import cache_control

from quizzes import views
from quizzes.sitemap import SITEMAPS

app_name = "quizzes"

urlpatterns = [
    path("", views.home, name="home"),
    path("quizzes/<slug:slug>", views.quiz, name="quiz"),
    path("sitemap.xml", cache_control(public=True, max_age=3600)(sitemap), {"sitemaps": SITEMAPS}),
]
