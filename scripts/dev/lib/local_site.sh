# shellcheck shell=bash
# Builds what the site needs outside of containers: the frontend's bundles, and a database with places.
# Contents: build_frontend, load_database

[ -z "${LOCAL_SITE_SH:-}" ] || return 0
LOCAL_SITE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/python_and_node.sh"

build_frontend() {
  [ -d "$FRONTEND/dist" ] || rm -f "$STAMPS/frontend"
  unless_done frontend "$(fingerprint "$FRONTEND")" step "Building the frontend" npm run build --prefix "$FRONTEND"
}

# load_database: create tables and load places in the database that DATABASE_URL names (by default SQLite in var/).
load_database() {
  "$PY" "$WEB/manage.py" migrate --verbosity 0
  "$PY" "$WEB/manage.py" load_places
}
