from django.urls import include, path

from config import health, well_known
from config.api import api

handler500 = "config.uncaught_exceptions.server_error_page"

urlpatterns = [
    path("", include("quizzes.urls")),
    path("", include("plays.urls")),
    path("dashboard/", include("dashboard.urls")),
    path("api/v1/", api.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", well_known.robots_txt),
    path(".well-known/security.txt", well_known.security_txt),
    path("manifest.webmanifest", well_known.manifest),
    path("favicon.ico", well_known.icon, {"file": "favicon.ico"}),
    path("apple-touch-icon.png", well_known.icon, {"file": "apple-touch-icon.png"}),
]
