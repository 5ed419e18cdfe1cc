import os

from django.core.wsgi import get_wsgi_application

from config.checks import run_startup_checks
from config.request_id import with_request_id

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_request_id(get_wsgi_application())
run_startup_checks()
