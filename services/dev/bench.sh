#!/usr/bin/env bash
# Measure the page in Chromium, then the match on SQLite and on PostgreSQL. Needs what `make test` installs.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh
# shellcheck source=services/dev/servers.sh
source services/dev/servers.sh

measure() {
  say "── the match on $1"
  load_database
  "$PY" -m tests.bench.match
}

trap stop_servers EXIT
need_python
python_packages "$TEST_PACKAGES"
need_node
node_packages "$FRONTEND"
say "── the page in Chromium"
"$PY" -m tests.bench.page
measure SQLite
[ -n "$(postgres_bin)" ] || fail "PostgreSQL is not installed (apt-get install postgresql), so only SQLite was measured."
make_servers_folder
start_postgres
createdb --host "$SERVERS/postgres" toponaut
measure PostgreSQL
