#!/bin/sh
# Prepare database and static files for a release, before its web container serves (deployment/management/commands/).
exec python manage.py prepare /srv/site
