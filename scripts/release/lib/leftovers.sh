# shellcheck shell=bash
# Removes what a killed deploy left behind: the container of its step "prepare", a second web container, and containers
# of nginx, PostgreSQL, Redis or a sidecar from two releases. Those of the release that serves stay.
# Contents: has_second_web_container, remove_leftovers

[ -z "${LEFTOVERS_SH:-}" ] || return 0
LEFTOVERS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/accessories.sh"

# has_second_web_container: a deploy that was killed after the step "start" leaves one.
has_second_web_container() { [ "$(containers_of web | grep -c .)" -gt 1 ]; }

# remove_leftovers SERVING_ID SERVING_TAG: both empty if nothing serves.
remove_leftovers() {
  local service second_web=
  remove_container "$PROJECT-prepare"
  [ -z "$1" ] || ! has_second_web_container || second_web=yes
  for service in $(accessories); do remove_duplicates "$service" "$2"; done
  [ -z "$second_web" ] || nginx_config_unchanged "$2" || load_nginx_config "$2" ||
    say "nginx did not accept the configuration of $2: SERVICE=nginx $(make_command logs) shows why."
  [ -z "$1" ] || remove_other_web_containers "$1"
}

remove_other_web_containers() {
  local id
  # A deploy that was killed after the cutover may not have set this.
  docker update --restart unless-stopped "$1" >/dev/null
  for id in $(other_web_containers "$1"); do
    say "removing a web container that a killed deploy left behind: ${id:0:12}, $(tag_of "$id")"
    stop_and_remove "$id"
  done
}

# remove_duplicates SERVICE SERVING_TAG: remove all containers of the service but one, and start that one if it is stopped.
remove_duplicates() {
  local keep id
  keep=$(container_to_keep "$1" "$2")
  [ -n "$keep" ] || return 0
  for id in $(containers_of "$1" | grep -vxF "$keep"); do
    say "removing a container of $1 that a killed deploy left behind: ${id:0:12}, $(tag_of "$id")"
    stop_and_remove "$id"
  done
  [ "$(docker inspect --format '{{.State.Running}}' "$keep")" = true ] || start_again "$1" "$keep" ||
    say "$1 did not start again: SERVICE=$1 $(make_command logs) shows why."
}

# container_to_keep SERVICE SERVING_TAG: the container of that release; a running one, if there are two. A server that
# earlier releases left alone has an older tag: then it is the oldest container, because the killed deploy made the other.
container_to_keep() {
  local id
  for id in $(running_containers "$1") $(containers_of "$1"); do
    [ "$(tag_of "$id")" != "$2" ] || { say "$id" && return; }
  done
  containers_of "$1" | tail -n 1
}
