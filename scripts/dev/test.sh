#!/usr/bin/env bash
# Everything: what `make check` does, the same Python tests on real servers, a real browser, the stack in containers.
#
#   preflight   what must be there
#   system      Chromium, PostgreSQL, Redis and Docker: installed on Debian as root, named and refused elsewhere
#   packages    .venv, the frontend's packages, its bundles
#   suites      fast ones, those left out of them, the map build's, then PostgreSQL and Redis, Chromium, the stack
#   totals      the last line is the sum: N passed, N failed
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh
# shellcheck source=scripts/dev/lib/suite_runner.sh
source scripts/dev/lib/suite_runner.sh
# shellcheck source=scripts/dev/lib/fast_suites.sh
source scripts/dev/lib/fast_suites.sh
# shellcheck source=scripts/dev/lib/test_servers.sh
source scripts/dev/lib/test_servers.sh
# shellcheck source=scripts/dev/lib/system_packages.sh
source scripts/dev/lib/system_packages.sh
# shellcheck source=scripts/dev/lib/test_engine.sh
source scripts/dev/lib/test_engine.sh
# shellcheck source=scripts/dev/lib/install_engine.sh
source scripts/dev/lib/install_engine.sh
# shellcheck source=scripts/dev/lib/stack_suites.sh
source scripts/dev/lib/stack_suites.sh

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
node_packages gazetteer
single "Map build: types and units" npm test --silent --prefix gazetteer
server_suites
suite "Browser" "$PY" -m pytest -m browser -n 2
stack_suites
totals
