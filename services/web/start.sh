#!/bin/sh
# Record the start for the monitor, become gunicorn.
{ date +%s >>/run/toponaut-starts/web; } 2>/dev/null || true # gunicorn starts without it too
exec gunicorn --config deployment/gunicorn_config.py config.wsgi
