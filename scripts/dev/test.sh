#!/usr/bin/env bash
# Run all tests: those of `make check`, the Python tests on real servers, in a real browser, and on the stack in
# containers.
#
#   system      Chromium, PostgreSQL, Redis and Docker: installed as root on Debian, else their names are printed
#   packages    Python and Node, .venv, the frontend's packages, its bundles
#   suites      the fast ones, the slow ones, the map build's, PostgreSQL and Redis, Chromium, the stack's short tests
#   totals      the last line is the sum: N passed, N failed
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/local_site.sh
source scripts/dev/lib/suite_runner.sh
source scripts/dev/lib/fast_suites.sh
source scripts/dev/lib/test_servers.sh
source scripts/dev/lib/system_packages.sh
source scripts/dev/lib/install_engine.sh
source scripts/dev/lib/test_engine.sh
source scripts/dev/lib/stack_suites.sh

missing_packages() {
  missing_test_tools
  [ -n "$(postgres_bin)" ] || say postgresql
  command -v redis-server >/dev/null || say redis-server
  "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || [ -x "$PY" ] || say python3-venv
}

server_suites() {
  make_servers_folder
  start_postgres
  start_redis
  # Backup's tests share an advisory lock, so they run one after the other and leave Django's most of the two cores.
  start_suite "Backup on PostgreSQL and S3" "$PY" -m pytest backup -m "postgresql or s3"
  run_suite "Django on PostgreSQL and Redis" "$PY" -m pytest -n 2 services/web -m "django_db or not (slow or data)"
  finish_started
  stop_servers
  unset DATABASE_URL REDIS_URL
}

trap 'stop_servers; stop_started_engine' EXIT
# shellcheck disable=SC2046 # a list of names
install_packages $(missing_packages)
install_engine
prepare_stacks_in_background
need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
build_frontend
fast_suites
run_suite "Slow Python units" "$PY" -m pytest -n auto "${UNITS[@]}" -m "(slow or data) and not (django_db or postgresql or redis)"
install_node_packages gazetteer
install_node_packages tests/html_validator
run_check "Map build: types and units" npm test --silent --prefix gazetteer
server_suites
run_suite "Browser" "$PY" -m pytest tests/browser -n 2
stack_suites
print_totals
