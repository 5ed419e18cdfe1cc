#!/usr/bin/env bash
# The fast part of the tests, for every commit: preflight, packages, fast suites, totals.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/fast_suites.sh
source scripts/dev/lib/suite_runner.sh

need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
fast_suites
print_totals
