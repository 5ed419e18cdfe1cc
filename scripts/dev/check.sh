#!/usr/bin/env bash
# The fast part of the tests, for every commit: preflight, packages, fast suites, totals.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh
# shellcheck source=scripts/dev/lib/suite_runner.sh
source scripts/dev/lib/suite_runner.sh
# shellcheck source=scripts/dev/lib/fast_suites.sh
source scripts/dev/lib/fast_suites.sh

need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
fast_suites
totals
