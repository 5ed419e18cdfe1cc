#!/usr/bin/env bash
# Build the frontend if its sources have changed since the last time.
set -euo pipefail
source "$(dirname "$0")/lib/local_site.sh"

need_node
install_node_packages "$FRONTEND"
build_frontend
