#!/bin/sh
# Prepares database and static files for a release, before its web container serves. Each step is skipped if it is done.
#
#   migrate         database tables
#   load_places     the gazetteer, if the data file or the rules of loading have changed
#   publish_static  copies hashed files and error pages to nginx's folder; those of older releases stay
#   plays           deletes those that PLAYS_EXPIRE_MONTHS says; cron may do so more often
#   warm_cache      caches what players request first
set -eu
python manage.py migrate --verbosity 1
python manage.py load_places
python manage.py publish_static /srv/site
python manage.py plays --expire
python manage.py warm_cache
