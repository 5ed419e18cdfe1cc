#!/usr/bin/env bash
# Test the stack on a real Docker engine: build, start, break, measure and remove it. `test_stack.sh --drills` runs the
# long versions instead: full counts, long outages, every fault.
#
#   system      Docker and Chromium: installed as root on Debian, else their names are printed
#   packages    Python and Node, .venv, and the frontend's bundles, for a local site to compare with
#   engine      root on Linux starts an engine that only the tests use; otherwise they use the running engine
#   suites      the short tests, with some of the browser tests through nginx; or the drills
#   totals      the last line is the sum: N passed, N failed
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/local_site.sh
source scripts/dev/lib/suite_runner.sh
source scripts/dev/lib/system_packages.sh
source scripts/dev/lib/install_engine.sh
source scripts/dev/lib/test_engine.sh
source scripts/dev/lib/stack_suites.sh

case ${1:-} in
  '') suites=stack_suites ;;
  --drills) suites=drill_suites ;;
  *) fail "Usage: test_stack.sh [--drills]" ;;
esac
trap stop_started_engine EXIT
# shellcheck disable=SC2046 # a list of names
install_packages $(missing_test_tools)
install_engine
need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
build_frontend
$suites
print_totals
