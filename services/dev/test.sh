#!/usr/bin/env bash
# Everything: what `make check` does, then the same Python tests on real servers, then a real browser.
#
#   preflight   what must be there
#   system      Chromium, PostgreSQL and Redis: installed on Debian as root, named and refused elsewhere
#   packages    .venv, the frontend's packages, its bundles
#   suites      fast ones, the map build's, then PostgreSQL and Redis, then Chromium
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

missing_system_packages() {
  command -v chromium >/dev/null || say chromium
  command -v chromedriver >/dev/null || say chromium-driver
  [ -n "$(postgres_bin)" ] || say postgresql
  command -v redis-server >/dev/null || say redis-server
  "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || [ -x "$PY" ] || say python3-venv
}

install_system_packages() {
  local missing
  missing=$(missing_system_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "The tests need these Debian packages, and only root on Debian can install them: $missing"
  fi
  export DEBIAN_FRONTEND=noninteractive
  step "Updating the package lists" apt-get update
  # shellcheck disable=SC2086 # a list of names
  step "Installing $missing" apt-get install --yes --no-install-recommends $missing
}

server_suites() {
  make_servers_folder
  start_postgres
  start_redis
  suite "Python units on PostgreSQL and Redis" "$PY" -m pytest -m "not browser"
  stop_servers
  unset DATABASE_URL REDIS_URL
}

trap stop_servers EXIT
install_system_packages
need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
build_frontend
fast_suites
node_packages services/gazetteer
single "Map build: types and units" npm test --silent --prefix services/gazetteer
server_suites
suite "Browser" "$PY" -m pytest -m browser
totals
