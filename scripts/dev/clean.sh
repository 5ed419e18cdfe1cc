#!/usr/bin/env bash
# Remove what was built and installed inside the checkout: everything that git ignores, except settings and secrets.
set -euo pipefail
source "$(dirname "$0")/../lib/common.sh"

[ $# -eq 0 ] || fail "clean.sh takes no options, and nothing was removed."
rm -rf "$VENV" var "$FRONTEND/dist" "$FRONTEND/source-maps" "$FRONTEND/node_modules" gazetteer/node_modules tests/html_validator/node_modules
find services gazetteer scripts backup monitor tests -name __pycache__ -type d -prune -exec rm -rf {} +
say "removed .venv, var (with its database), node_modules and the frontend's bundles"
