# shellcheck shell=bash
# The suites that need a Docker engine. `make test-stack` runs only the short tests, `make test` runs them last, and
# `make drills` runs the long versions.
# Contents: stack_suites, drill_suites

[ -z "${STACK_SUITES_SH:-}" ] || return 0
STACK_SUITES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/suite_runner.sh"
source scripts/dev/lib/test_engine.sh

STACK_WORKERS=2 # the tests spend much of their time waiting, for health checks and timeouts

stack_suites() { run_stack_tests "Stack" "stack and not drill"; }

drill_suites() { run_stack_tests "Drills" "stack and drill"; }

# run_stack_tests NAME MARKERS: first the tests that measure the machine or restart the engine, one at a time; then the
# others in parallel. -rP shows the figures that the tests print, --durations the slowest tests.
run_stack_tests() {
  local pytest=(in_engine_network "$PY" -m pytest -rP --durations 15 tests/stack)
  local in_parallel=(-n "$STACK_WORKERS" --dist loadfile --no-loadscope-reorder)
  start_engine
  tests/stack/build_base_image.sh
  run_suite "$1: alone" "${pytest[@]}" -m "$2 and alone"
  run_suite "$1: in parallel" "${pytest[@]}" "${in_parallel[@]}" -m "$2 and not alone"
  stop_engine
}
