#!/usr/bin/env bash
# Everything: what `make check` does, the same Python tests on real servers, a real browser, the stack in containers.
#
#   preflight   what must be there
#   system      Chromium, PostgreSQL, Redis and Docker: installed on Debian as root, named and refused elsewhere
#   packages    .venv, the frontend's packages, its bundles
#   suites      fast ones, those left out of them, the map build's, then PostgreSQL and Redis, Chromium, the stack
#   totals      the last line is the sum: N passed, N failed
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh
# shellcheck source=services/dev/suites.sh
source services/dev/suites.sh
# shellcheck source=services/dev/checks.sh
source services/dev/checks.sh
# shellcheck source=services/dev/servers.sh
source services/dev/servers.sh
# shellcheck source=services/dev/system.sh
source services/dev/system.sh
# shellcheck source=services/dev/engine.sh
source services/dev/engine.sh
# shellcheck source=services/dev/engine_install.sh
source services/dev/engine_install.sh
# shellcheck source=services/dev/stack_suites.sh
source services/dev/stack_suites.sh

missing_packages() {
  missing_browser
  [ -n "$(postgres_bin)" ] || say postgresql
  command -v redis-server >/dev/null || say redis-server
  "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || [ -x "$PY" ] || say python3-venv
}

server_suites() {
  make_servers_folder
  start_postgres
  start_redis
  suite "Python units on PostgreSQL and Redis" "$PY" -m pytest -m "not browser and not stack and (not slow or django_db)"
  stop_servers
  unset DATABASE_URL REDIS_URL
}

trap 'stop_servers; stop_started_engine' EXIT
# shellcheck disable=SC2046 # a list of names
install_packages $(missing_packages)
install_engine
need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
build_frontend
fast_suites
suite "Python units that take long" "$PY" -m pytest -n auto -m "slow and not django_db"
node_packages services/gazetteer
single "Map build: types and units" npm test --silent --prefix services/gazetteer
server_suites
suite "Browser" "$PY" -m pytest -m browser -n 2
stack_suites
totals
