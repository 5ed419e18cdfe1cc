#!/usr/bin/env bash
# Made-up plays into whatever DATABASE_URL names (SQLite in var/ by default): N of them; SEED=1 makes the same again.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh

[ -n "${N:-}" ] || fail "How many plays? For example: make seed-plays N=100000"
need_python
python_packages "$SITE_PACKAGES"
load_database
exec "$PY" "$WEB/manage.py" seed_plays ${SEED:+--seed "$SEED"} -- "$N"
