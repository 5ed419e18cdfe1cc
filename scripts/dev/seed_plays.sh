#!/usr/bin/env bash
# Add N made-up plays to the database that DATABASE_URL names (by default SQLite in var/). SEED=1 makes the same plays
# each time.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/local_site.sh

[ -n "${N:-}" ] || fail "N is missing: how many plays? For example: make seed-plays N=100000"
need_python
install_python_packages "$WEB_REQUIREMENTS"
load_database
exec "$PY" "$WEB/manage.py" seed_plays ${SEED:+--seed "$SEED"} -- "$N"
