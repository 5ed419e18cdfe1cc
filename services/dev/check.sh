#!/usr/bin/env bash
# The fast part of the tests, for every commit: preflight, packages, fast suites, totals.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh
# shellcheck source=services/dev/suites.sh
source services/dev/suites.sh
# shellcheck source=services/dev/checks.sh
source services/dev/checks.sh

need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
fast_suites
totals
