#!/usr/bin/env bash
# Follow what the stack's containers say. SERVICE=web is one of them.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

need_docker
compose logs --follow --tail 100 ${SERVICE:+"$SERVICE"}
