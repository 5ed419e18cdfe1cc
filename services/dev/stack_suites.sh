# shellcheck shell=bash
# The suites that want a Docker engine: `make test-stack` is these alone, `make test` ends with them.
# Source it after lib.sh, suites.sh and engine.sh.
# Contents: stack_suites

# -rP: what the drills print is what they are for. The browser tests are those of `make run`, two at a time: nginx's limits are per address, and stay as they are.
stack_suites() {
  start_engine
  tests/stack/base_image.sh
  suite "Stack" inside "$PY" -m pytest -m stack -rP tests/stack
  suite "Browser on the stack" inside "$PY" -m tests.stack.serve "$PY" -m pytest -m browser -n 2 tests/browser
  stop_engine
}
