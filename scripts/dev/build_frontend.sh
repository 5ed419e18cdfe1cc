#!/usr/bin/env bash
# Build the frontend if its sources have changed since the last time.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh

need_node
node_packages "$FRONTEND"
build_frontend
