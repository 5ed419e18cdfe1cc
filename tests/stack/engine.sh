#!/usr/bin/env bash
# The tests' own Docker engine, as a command: `tests/stack/engine.sh start`, `tests/stack/engine.sh stop`.
# `make test-stack` does both itself. To use it in between, export the DOCKER_HOST that `start` prints.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/../../services/dev/lib.sh"
# shellcheck source=services/dev/system.sh
source services/dev/system.sh
# shellcheck source=services/dev/engine.sh
source services/dev/engine.sh
# shellcheck source=services/dev/engine_install.sh
source services/dev/engine_install.sh

case ${1:-} in
  start)
    install_engine
    start_engine
    ! can_start_engine || say "DOCKER_HOST=$ENGINE_SOCKET"
    ;;
  stop) stop_engine ;;
  *) fail "usage: tests/stack/engine.sh start | stop" ;;
esac
