#!/bin/sh
# Record the start for the monitor, run gunicorn.
lifecycle start web
exec lifecycle run web gunicorn --config deployment/gunicorn_config.py config.wsgi
