#!/bin/sh
# What a release needs before its web containers serve. Each step does nothing where it is done already.
#
#   migrate         tables
#   load_places     the gazetteer, when the data file or its rules have changed
#   publish_static  hashed files and error pages to where nginx serves them; older releases' files stay
#   warm_cache      what players ask for first
set -eu
python manage.py migrate --verbosity 1
python manage.py load_places
python manage.py publish_static /srv/site
python manage.py warm_cache
