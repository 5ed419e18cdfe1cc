#!/usr/bin/env bash
# Let ruff and eslint fix what they can. ruff's rules come first, because their fixes may need formatting.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"

need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
install_node_packages "$FRONTEND"
"$PY" -m ruff check --fix --exit-zero
"$PY" -m ruff format
npm run --silent --prefix "$FRONTEND" lint -- --fix
