#!/usr/bin/env bash
# Let the tools mend what they can: rules first, because their mends may need formatting.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh

need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
"$PY" -m ruff check --fix --exit-zero
"$PY" -m ruff format
npm run --silent --prefix "$FRONTEND" lint -- --fix
