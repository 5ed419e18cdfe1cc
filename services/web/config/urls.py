from django.urls import include, path

from config import health
from config.api import api

handler500 = "config.unexpected_errors.server_error_page"

urlpatterns = [
    path("", include("quizzes.urls")),
    path("", include("plays.urls")),
    path("dashboard/", include("dashboard.urls")),
    path("api/v1/", api.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
