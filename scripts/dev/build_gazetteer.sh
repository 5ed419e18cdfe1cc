#!/usr/bin/env bash
# Build the gazetteer's data file from the pinned sources, then the maps from that file. Both are committed.
# The same sources give the same bytes.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"

need_python
need_node
install_python_packages "$WEB_REQUIREMENTS"
install_python_packages "$GAZETTEER_REQUIREMENTS"
install_node_packages gazetteer
PYTHONPATH=$WEB:. "$PY" -m gazetteer
node gazetteer/maps/build.mjs --areas var/gazetteer/areas.json --out "$WEB/quizzes/static/maps"
