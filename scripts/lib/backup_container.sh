# shellcheck shell=bash
# Runs commands in the backup container, which is up as long as the stack is.
# Contents: need_backup_container, in_backup_container

[ -z "${BACKUP_CONTAINER_SH:-}" ] || return 0
BACKUP_CONTAINER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

need_backup_container() {
  need_docker
  service_runs backup || fail "The backup container is not running: run \`$(make_command up)\` first."
}

# in_backup_container COMMAND...: `backup --help` there lists the commands. Standard input is passed on.
in_backup_container() { compose exec -T backup backup "$@"; }
