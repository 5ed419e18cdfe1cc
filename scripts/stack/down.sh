#!/usr/bin/env bash
# Stop the stack and remove its containers. The data stays; `down.sh --volumes` deletes it too.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/compose.sh
source scripts/lib/compose.sh

need_docker
compose down "$@"
[ $# -ne 0 ] || say "The data stays in Docker's volumes. To delete it as well: ${FOR_ENV}scripts/stack/down.sh --volumes"
