#!/usr/bin/env bash
# Remove everything that git ignores and `make` can make again.
set -euo pipefail
source "$(dirname "$0")/../lib/common.sh"

rm -rf "$VENV" var "$FRONTEND/dist" "$FRONTEND/source-maps" "$FRONTEND/node_modules" gazetteer/node_modules
find services gazetteer scripts backup monitor tests -name __pycache__ -type d -prune -exec rm -rf {} +
say "removed .venv, var (with its database), node_modules and the frontend's bundles"
