#!/usr/bin/env bash
# Build what is committed of the data: the gazetteer's file, then the maps, which are drawn from it.
# The same pinned sources give the same bytes.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh

need_python
need_node
python_packages "$SITE_PACKAGES"
python_packages "$DATA_PACKAGES"
node_packages gazetteer
PYTHONPATH=$WEB:. "$PY" -m gazetteer
node gazetteer/maps/build.mjs --areas var/gazetteer/areas.json --out "$WEB/quizzes/static/maps"
