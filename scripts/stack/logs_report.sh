#!/usr/bin/env bash
# The last day of the access logs as a table: an hour a line, the one under way so far, and the largest names.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/monitor_container.sh

in_monitor report
