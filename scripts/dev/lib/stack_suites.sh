# shellcheck shell=bash
# The suites that need a Docker engine. `make test-stack` runs only the short tests, `make test` runs them last, and
# `make drills` runs the long versions.
# Contents: prepare_stacks_in_background, stack_suites, drill_suites

[ -z "${STACK_SUITES_SH:-}" ] || return 0
STACK_SUITES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/suite_runner.sh"
source scripts/dev/lib/test_engine.sh

STACK_WORKERS=2 # one for each core of the CI machine; with three each test takes longer, and the whole too

# prepare_stacks_in_background: fill the build cache, and the database that new stacks copy, while other suites run, which
# leave a core idle. The stack suites do both again, from the cache, and report what failed.
prepare_stacks_in_background() {
  can_start_engine || return 0
  start_engine
  build_images_and_load_places >"$LOGS/stack_preparation.log" 2>&1 </dev/null &
  STACKS_PREPARATION=$!
  unset DOCKER_HOST # the other suites do not use this engine
}

build_images_and_load_places() {
  tests/stack/build_base_image.sh
  TAG=test SECRETS_DIR=. COMPOSE_DISABLE_ENV_FILE=1 docker compose build
  in_engine_network "${PYTHON:-python3}" -m tests.stack.harness.loaded_database
}

stack_suites() { run_stack_tests "Stack" "stack and not drill"; }

drill_suites() { run_stack_tests "Drills" "stack and drill"; }

# run_stack_tests NAME MARKERS: first the tests that measure the machine or restart the engine, one at a time; then the
# others in parallel. -rfEP lists what failed and shows the figures that the tests print, --durations the slowest tests.
run_stack_tests() {
  local pytest=(in_engine_network "$PY" -m pytest -rfEP --durations 15 tests/stack)
  local in_parallel=(-n "$STACK_WORKERS" --dist loadfile --no-loadscope-reorder)
  start_engine
  [ -z "${STACKS_PREPARATION:-}" ] || wait "$STACKS_PREPARATION" || true
  tests/stack/build_base_image.sh
  run_suite "$1: alone" "${pytest[@]}" -m "$2 and alone"
  run_suite "$1: in parallel" "${pytest[@]}" "${in_parallel[@]}" -m "$2 and not alone"
  stop_engine
}
