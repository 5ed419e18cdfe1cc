import os

from django.core.wsgi import get_wsgi_application

from config.checks import refuse_contradictions
from config.request_id import identified

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = identified(get_wsgi_application())
refuse_contradictions()
