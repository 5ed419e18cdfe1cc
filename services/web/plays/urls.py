"""Addresses of the pages of saved plays."""

from django.urls import path

from plays.picture.views import map_png

app_name = "plays"

urlpatterns = [
    path("plays/<str:id>/map.png", map_png, name="picture"),
]
