# shellcheck shell=bash
# Runs commands in the backup container, which is up as long as the stack is.
# Contents: backup_runs, need_backup_container, in_backup

[ -z "${BACKUP_CONTAINER_SH:-}" ] || return 0
BACKUP_CONTAINER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

backup_runs() { [ -n "$(compose ps --quiet --status running backup 2>/dev/null)" ]; }

need_backup_container() {
  need_docker
  backup_runs || fail "The backup container is not running: \`$(command_line up)\` first."
}

# in_backup COMMAND...: see `make shell` with SERVICE=backup, and `backup --help` there. Standard input goes to it.
in_backup() { compose exec -T backup backup "$@"; }
