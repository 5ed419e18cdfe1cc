# shellcheck shell=bash
# Runs commands in the monitor container, which is up as long as the stack is.
# Contents: in_monitor_container

[ -z "${MONITOR_CONTAINER_SH:-}" ] || return 0
MONITOR_CONTAINER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

# in_monitor_container COMMAND...: `monitor --help` there lists the commands.
in_monitor_container() {
  need_docker
  service_runs monitor ||
    fail "The monitor container is not running: run \`$(make_command up)\` first."
  compose exec -T monitor monitor "$@" </dev/null
}
