#!/usr/bin/env bash
# Send a test SMS, wait for what becomes of it, and say what is wrong now.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/compose.sh
source scripts/lib/compose.sh
# shellcheck source=scripts/lib/monitor_container.sh
source scripts/lib/monitor_container.sh

in_monitor check
