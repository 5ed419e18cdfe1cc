# shellcheck shell=bash
# Docker's settings. What else is in daemon.json stays.
#
#   live-restore   containers go on while Docker itself is replaced
#   log-…          30 MB for each container, also for those that are not of this project
#   ip6tables, …   Docker 26 forwards IPv6 to a network's containers only with these. Otherwise a program of Docker's
#                  passes it on, and every IPv6 client looks like the network's gateway, with one rate limit for all.
#                  The pools of IPv4 are the defaults, which must be named beside one of IPv6.
# Contents: step_docker

DAEMON_JSON=/etc/docker/daemon.json

step_docker() {
  local merged
  mkdir -p "${DAEMON_JSON%/*}"
  [ -s "$DAEMON_JSON" ] || say '{}' >"$DAEMON_JSON"
  merged=$(jq --slurp '.[0] * .[1]' "$DAEMON_JSON" "$FILES/daemon.json") ||
    fail "$DAEMON_JSON is not valid JSON: correct it first."
  if [ "$merged" != "$(jq . "$DAEMON_JSON")" ]; then
    say "$merged" >"$DAEMON_JSON.new"
    mv "$DAEMON_JSON.new" "$DAEMON_JSON"
    say "wrote $DAEMON_JSON"
    restart_service docker
  fi
  enable_service docker
}
