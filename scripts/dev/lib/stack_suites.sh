# shellcheck shell=bash
# The suites that want a Docker engine: `make test-stack` is these alone, `make test` ends with them.
# Source it after lib.sh, suites.sh and engine.sh.
# Contents: stack_suites

# -rP: what the drills print is what they are for; --durations: the suite has 15 minutes, and this says who takes them.
stack_suites() {
  start_engine
  tests/stack/base_image.sh
  suite "Stack" inside "$PY" -m pytest -m stack -rP --durations 20 tests/stack
  stop_engine
}
