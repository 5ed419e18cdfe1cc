#!/usr/bin/env bash
# The stack's containers, those that stopped included.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

need_docker
compose ps --all --format 'table {{.Service}}\t{{.Image}}\t{{.Status}}\t{{.Ports}}'
