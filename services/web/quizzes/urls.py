"""Addresses of the pages. Those of the API are in quizzes.api."""

from django.urls import path

from quizzes import views

app_name = "quizzes"

urlpatterns = [
    path("", views.home, name="home"),
    path("quizzes/<slug:slug>", views.quiz, name="quiz"),
]
