#!/usr/bin/env bash
# A shell in a running container: web, or SERVICE=postgres.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/compose.sh
source scripts/lib/compose.sh

need_docker
options=()
[ -t 0 ] || options=(-T) # commands from a pipe
compose exec ${options[@]+"${options[@]}"} "${SERVICE:-web}" bash
