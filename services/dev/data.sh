#!/usr/bin/env bash
# Build what is committed of the data: the gazetteer's file, then the maps, which are drawn from it.
# The same pinned sources give the same bytes.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh

need_python
need_node
python_packages "$SITE_PACKAGES"
python_packages "$DATA_PACKAGES"
node_packages services/gazetteer
PYTHONPATH=$WEB:services "$PY" -m gazetteer
node services/gazetteer/maps/build.mjs --areas var/gazetteer/areas.json --out "$WEB/quizzes/static/maps"
