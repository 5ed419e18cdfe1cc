"""Addresses of the operators' pages. All are under /dashboard/, the path that their cookies are limited to."""

from django.urls import path

from dashboard import views

app_name = "dashboard"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("login", views.login, name="login"),
    path("logout", views.logout, name="logout"),
    path("figures.json", views.chart_data, name="chart_data"),
    path("tops.json", views.top_lists, name="top_lists"),
]
