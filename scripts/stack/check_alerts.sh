#!/usr/bin/env bash
# Send a test SMS, wait for what becomes of it, and say what is wrong now.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/monitor_container.sh

in_monitor check
