#!/usr/bin/env bash
# Stop the stack and remove its containers. The data stays; `down.sh --volumes` deletes it too.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh

need_docker
compose down "$@"
[ $# -ne 0 ] || say "The data stays in Docker's volumes. To delete it as well: ${FOR_ENV}services/dev/down.sh --volumes"
