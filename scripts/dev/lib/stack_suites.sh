# shellcheck shell=bash
# The suites that need a Docker engine: `make test-stack` runs these alone, `make test` ends with them.
# Contents: stack_suites

[ -z "${STACK_SUITES_SH:-}" ] || return 0
STACK_SUITES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/suite_runner.sh"
source scripts/dev/lib/test_engine.sh

# -rP shows what the drills print, their measured figures. --durations names the slowest tests: the suite has 15 minutes.
stack_suites() {
  start_engine
  tests/stack/base_image.sh
  run_suite "Stack" in_engine_network "$PY" -m pytest -m stack -rP --durations 20 tests/stack
  stop_engine
}
