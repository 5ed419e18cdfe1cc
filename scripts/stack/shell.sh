#!/usr/bin/env bash
# A shell in a running container: web, or SERVICE=postgres.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

need_docker
options=()
[ -t 0 ] || options=(-T) # commands from a pipe
compose exec ${options[@]+"${options[@]}"} "${SERVICE:-web}" bash
