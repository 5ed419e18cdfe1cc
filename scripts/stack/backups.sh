#!/usr/bin/env bash
# The backups in the bucket, newest first, and what became of the last run.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh

need_backup_container
in_backup list </dev/null
