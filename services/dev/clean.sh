#!/usr/bin/env bash
# Remove everything that git ignores and `make` can make again.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"

rm -rf "$VENV" var "$FRONTEND/dist" "$FRONTEND/source-maps" "$FRONTEND/node_modules" services/gazetteer/node_modules
find services backup monitor tests -name __pycache__ -type d -prune -exec rm -rf {} +
say "removed .venv, var (with its database), node_modules and the frontend's bundles"
