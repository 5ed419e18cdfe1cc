#!/usr/bin/env bash
# Generate the frontend's payload types from the API's OpenAPI document. `--check` writes nothing, and fails if the
# committed types differ.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"

TYPES=$FRONTEND/src/api/schema.ts

need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
folder=$(mktemp -d "${TMPDIR:-/tmp}/toponaut-openapi.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$PY" scripts/dev/print_openapi.py >"$folder/openapi.json"
npm exec --prefix "$FRONTEND" --offline -- \
  openapi-typescript "$folder/openapi.json" --output "$folder/schema.ts" >/dev/null
if [ "${1:-}" = --check ]; then
  diff "$TYPES" "$folder/schema.ts" || fail "$TYPES does not match the API: run \`make openapi\` and commit the file."
else
  cp "$folder/schema.ts" "$TYPES"
  say "wrote $TYPES"
fi
