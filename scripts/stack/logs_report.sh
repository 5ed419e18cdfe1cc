#!/usr/bin/env bash
# The last day of the access logs as a table: an hour a line, the one under way so far, and the largest names.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/compose.sh
source scripts/lib/compose.sh
# shellcheck source=scripts/lib/monitor_container.sh
source scripts/lib/monitor_container.sh

in_monitor report
