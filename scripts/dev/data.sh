#!/usr/bin/env bash
# Build what is committed of the data: the gazetteer's file, then the maps, which are drawn from it.
# The same pinned sources give the same bytes.
set -euo pipefail
source "$(dirname "$0")/../lib/packages.sh"

need_python
need_node
install_python_packages "$WEB_REQUIREMENTS"
install_python_packages "$GAZETTEER_REQUIREMENTS"
install_node_packages gazetteer
PYTHONPATH=$WEB:. "$PY" -m gazetteer
node gazetteer/maps/build.mjs --areas var/gazetteer/areas.json --out "$WEB/quizzes/static/maps"
