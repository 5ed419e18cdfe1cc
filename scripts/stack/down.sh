#!/usr/bin/env bash
# Stop the stack and remove its containers. The data stays; `down.sh --volumes` deletes it too.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

need_docker
compose down "$@"
[ $# -ne 0 ] || say "The data stays in Docker's volumes. To delete it as well: ${FOR_ENV}scripts/stack/down.sh --volumes"
