#!/usr/bin/env bash
# Measure the page in Chromium, matches on SQLite and on PostgreSQL, the CPU of the most expensive requests, then saving and
# showing plays in a database with PLAYS others. It needs what `make test` installs. It measures everything, then fails if a limit was exceeded.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/local_site.sh
source scripts/dev/lib/test_servers.sh

PLAYS=100000
STATUS=0

# measure_matches NAME: on the database that DATABASE_URL names; NAME is only printed.
measure_matches() {
  say "── matches on $1"
  load_database
  "$PY" -m tests.bench.match_latency
}

measure_plays() {
  say "── saved plays on PostgreSQL"
  "$PY" "$WEB/manage.py" seed_plays --seed 1 $PLAYS
  "$PY" -m tests.bench.play_latency || STATUS=1
  "$PY" -m tests.bench.map_image_cost || STATUS=1
}

trap stop_servers EXIT
need_python
install_python_packages "$TEST_REQUIREMENTS"
need_node
install_node_packages "$FRONTEND"
say "── the page in Chromium"
"$PY" -m tests.bench.quiz_page_speed || STATUS=1
measure_matches SQLite
[ -n "$(postgres_bin)" ] ||
  fail "PostgreSQL is not installed, so only SQLite was measured. On Debian: apt-get install postgresql"
make_servers_folder
start_postgres
createdb --host "$SERVERS_FOLDER/postgres" toponaut
measure_matches PostgreSQL
say "── what the most expensive requests cost"
"$PY" -m tests.bench.request_cost || STATUS=1
measure_plays
exit $STATUS
