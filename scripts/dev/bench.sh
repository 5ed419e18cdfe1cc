#!/usr/bin/env bash
# Measure the page in Chromium, the match on SQLite and on PostgreSQL, then saved plays among PLAYS others there. Needs
# what `make test` installs; fails when a limit is broken, after all has been measured.
set -euo pipefail
source "$(dirname "$0")/../lib/packages.sh"
source scripts/dev/lib/local_site.sh
source scripts/dev/lib/test_servers.sh

PLAYS=100000
STATUS=0

measure() {
  say "── the match on $1"
  load_database
  "$PY" -m tests.bench.match
}

measure_plays() {
  say "── saved plays on PostgreSQL"
  "$PY" "$WEB/manage.py" seed_plays --seed 1 $PLAYS
  "$PY" -m tests.bench.plays || STATUS=1
  "$PY" -m tests.bench.picture || STATUS=1
}

trap stop_servers EXIT
need_python
install_python_packages "$TEST_REQUIREMENTS"
need_node
install_node_packages "$FRONTEND"
say "── the page in Chromium"
"$PY" -m tests.bench.page || STATUS=1
measure SQLite
[ -n "$(postgres_bin)" ] || fail "PostgreSQL is not installed (apt-get install postgresql), so only SQLite was measured."
make_servers_folder
start_postgres
createdb --host "$SERVERS_FOLDER/postgres" toponaut
measure PostgreSQL
measure_plays
exit $STATUS
