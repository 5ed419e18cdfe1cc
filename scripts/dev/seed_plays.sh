#!/usr/bin/env bash
# Made-up plays into whatever DATABASE_URL names (SQLite in var/ by default): N of them; SEED=1 makes the same again.
set -euo pipefail
source "$(dirname "$0")/../lib/packages.sh"
source scripts/dev/lib/local_site.sh

[ -n "${N:-}" ] || fail "How many plays? For example: make seed-plays N=100000"
need_python
install_python_packages "$WEB_REQUIREMENTS"
load_database
exec "$PY" "$WEB/manage.py" seed_plays ${SEED:+--seed "$SEED"} -- "$N"
