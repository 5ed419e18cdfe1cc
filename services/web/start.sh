#!/bin/sh
# Write the start down for the monitor, become gunicorn.
{ date +%s >>/run/toponaut-starts/web; } 2>/dev/null || true # the start matters more
exec gunicorn --config deployment/gunicorn_config.py config.wsgi
