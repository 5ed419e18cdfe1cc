#!/usr/bin/env bash
# A shell in a running container: web, or SERVICE=postgres.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh

need_docker
options=()
[ -t 0 ] || options=(-T) # commands from a pipe
compose exec ${options[@]+"${options[@]}"} "${SERVICE:-web}" bash
