#!/usr/bin/env bash
# Send a test SMS, wait for what becomes of it, and say what is wrong now.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh
# shellcheck source=services/dev/monitor_container.sh
source services/dev/monitor_container.sh

in_monitor check
