"""Addresses of the pages. Those of the API are in quizzes.api."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from config.well_known import publicly_cached
from quizzes import views
from quizzes.sitemap import SITEMAPS

app_name = "quizzes"

urlpatterns = [
    path("", views.home, name="home"),
    path("quizzes/<slug:slug>", views.quiz, name="quiz"),
    path("sitemap.xml", publicly_cached(sitemap), {"sitemaps": SITEMAPS}),
]
