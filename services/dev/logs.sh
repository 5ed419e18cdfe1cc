#!/usr/bin/env bash
# Follow what the stack's containers say. SERVICE=web is one of them.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh

need_docker
compose logs --follow --tail 100 ${SERVICE:+"$SERVICE"}
