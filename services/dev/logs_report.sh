#!/usr/bin/env bash
# The last day of the access logs as a table: an hour a line, the one under way so far, and the largest names.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh
# shellcheck source=services/dev/monitor_container.sh
source services/dev/monitor_container.sh

in_monitor report
