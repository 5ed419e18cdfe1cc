#!/usr/bin/env bash
# Take a backup now, verify it and store it in the bucket. KIND=release is the one before a new version: the last ten of
# those are kept; others that are taken by hand stay until somebody deletes them.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh

need_backup_container
in_backup take --kind "${KIND:-manual}" </dev/null
