#!/usr/bin/env bash
# Take a backup now, verify it and store it in the bucket. KIND=release is the one before a new version: the last ten of
# those are kept; others that are taken by hand stay until somebody deletes them.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh
# shellcheck source=services/dev/backup_container.sh
source services/dev/backup_container.sh

need_backup_container
in_backup take --kind "${KIND:-manual}" </dev/null
