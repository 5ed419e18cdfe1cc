#!/usr/bin/env bash
# Build the frontend if its sources have changed since the last time.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh

need_node
node_packages "$FRONTEND"
build_frontend
