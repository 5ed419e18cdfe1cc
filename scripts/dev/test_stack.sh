#!/usr/bin/env bash
# The stack on a real Docker engine: built, started, broken, measured, removed.
#
#   preflight   what must be there
#   system      Docker and Chromium: installed on Debian as root, named and refused elsewhere
#   packages    .venv, and the frontend's bundles for a site to compare with
#   engine      one of the tests' own where this user may start it, else the one that runs
#   suites      the stack's tests, in which some of the browser's run again through nginx
#   totals      the last line is the sum: N passed, N failed
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh
# shellcheck source=scripts/dev/lib/suite_runner.sh
source scripts/dev/lib/suite_runner.sh
# shellcheck source=scripts/dev/lib/system_packages.sh
source scripts/dev/lib/system_packages.sh
# shellcheck source=scripts/dev/lib/test_engine.sh
source scripts/dev/lib/test_engine.sh
# shellcheck source=scripts/dev/lib/install_engine.sh
source scripts/dev/lib/install_engine.sh
# shellcheck source=scripts/dev/lib/stack_suites.sh
source scripts/dev/lib/stack_suites.sh

trap stop_started_engine EXIT
# shellcheck disable=SC2046 # a list of names
install_packages $(missing_browser)
install_engine
need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
build_frontend
stack_suites
totals
