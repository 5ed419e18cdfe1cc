#!/usr/bin/env bash
# Let the tools mend what they can: rules first, because their mends may need formatting.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/steps.sh
source services/dev/steps.sh

need_python
need_node
python_packages "$TEST_PACKAGES"
node_packages "$FRONTEND"
"$PY" -m ruff check --fix --exit-zero
"$PY" -m ruff format
npm run --silent --prefix "$FRONTEND" lint -- --fix
