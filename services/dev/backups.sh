#!/usr/bin/env bash
# The backups in the bucket, newest first, and what became of the last run.
set -euo pipefail
# shellcheck source=services/dev/lib.sh
source "$(dirname "$0")/lib.sh"
# shellcheck source=services/dev/stack.sh
source services/dev/stack.sh
# shellcheck source=services/dev/backup_container.sh
source services/dev/backup_container.sh

need_backup_container
in_backup list </dev/null
