#!/usr/bin/env bash
# Build the frontend's bundles if their sources have changed since the last time.
set -euo pipefail
source "$(dirname "$0")/lib/local_site.sh"

need_node
install_node_packages "$FRONTEND"
build_frontend
