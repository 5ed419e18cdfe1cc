#!/usr/bin/env bash
# Follow what the stack's containers say. SERVICE=web is one of them.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/compose.sh
source scripts/lib/compose.sh

need_docker
compose logs --follow --tail 100 ${SERVICE:+"$SERVICE"}
