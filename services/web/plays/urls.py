"""Addresses of the pages of plays. The API's are in plays.api."""

from django.urls import path

from plays.map_image.views import map_image
from plays.pages import comparison_views, views

app_name = "plays"

urlpatterns = [
    path("plays/<slug:play_id>", views.result, name="result"),
    path("plays/<str:play_id>/map.png", map_image, name="map-image"),
    path("plays/<slug:play_id>/compare", comparison_views.compare_form, name="compare-form"),
    path("plays/<slug:play_id>/with/<slug:other_id>", comparison_views.comparison, name="comparison"),
    path("privacy", views.privacy, name="privacy"),
]
