#!/usr/bin/env bash
# Start or stop the Docker engine of the tests: `tests/stack/engine.sh start`, `tests/stack/engine.sh stop`.
# `make test-stack` does both itself. To use the engine, export the DOCKER_HOST that `start` prints.
set -euo pipefail
source "$(dirname "$0")/../../scripts/dev/lib/system_packages.sh"
source scripts/dev/lib/test_engine.sh
source scripts/dev/lib/install_engine.sh

case ${1:-} in
  start)
    install_engine
    start_engine
    ! can_start_engine || say "DOCKER_HOST=$ENGINE_SOCKET"
    ;;
  stop) stop_engine ;;
  *) fail "usage: tests/stack/engine.sh start | stop" ;;
esac
