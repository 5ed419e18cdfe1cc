"""Addresses of the pages of plays; the API's stand in plays.api."""

from django.urls import path

from plays.map_image.views import map_png
from plays.pages import comparison_views, views

app_name = "plays"

urlpatterns = [
    path("plays/<slug:play_id>", views.result, name="result"),
    path("plays/<str:play_id>/map.png", map_png, name="picture"),
    path("plays/<slug:play_id>/compare", comparison_views.ask, name="ask"),
    path("plays/<slug:play_id>/with/<slug:other_id>", comparison_views.comparison, name="comparison"),
    path("privacy", views.privacy, name="privacy"),
]
