# shellcheck shell=bash
# Where backups are taken and restored: the sidecar, which runs already. Source it after lib.sh and stack.sh.
# Contents: backup_runs, need_backup_container, in_backup

backup_runs() { [ -n "$(compose ps --quiet --status running backup 2>/dev/null)" ]; }

need_backup_container() {
  need_docker
  backup_runs || fail "The backup container is not running: \`$(command_line up)\` first."
}

# in_backup COMMAND...: see `make shell` with SERVICE=backup, and `backup --help` there. Standard input goes to it.
in_backup() { compose exec -T backup backup "$@"; }
