#!/usr/bin/env bash
# Write the frontend's payload types from the API's own description; `--check` only says whether they differ.
set -euo pipefail
source "$(dirname "$0")/../lib/packages.sh"

TYPES=$FRONTEND/src/api/schema.ts

need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
made=$(mktemp -d "${TMPDIR:-/tmp}/toponaut-openapi.XXXXXX")
trap 'rm -rf "$made"' EXIT
"$PY" scripts/dev/openapi.py >"$made/openapi.json"
npm exec --prefix "$FRONTEND" --offline -- openapi-typescript "$made/openapi.json" --output "$made/schema.ts" >/dev/null
if [ "${1:-}" = --check ]; then
  diff "$TYPES" "$made/schema.ts" || fail "$TYPES is behind the API: run \`make openapi\`"
else
  cp "$made/schema.ts" "$TYPES"
  say "wrote $TYPES"
fi
