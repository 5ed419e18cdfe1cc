# shellcheck shell=bash
# Where the site is watched and its logs are counted: the sidecar, which runs already. After lib.sh and stack.sh.
# Contents: in_monitor

# in_monitor COMMAND...: see `monitor --help` there.
in_monitor() {
  need_docker
  [ -n "$(compose ps --quiet --status running monitor 2>/dev/null)" ] ||
    fail "The monitor container is not running: \`$(command_line up)\` first."
  compose exec -T monitor monitor "$@" </dev/null
}
