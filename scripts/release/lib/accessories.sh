# shellcheck shell=bash
# Accessories, as Kamal calls them: the services beside web, which are nginx, PostgreSQL, Redis and the sidecars. If a
# release changes one of them, its container is replaced. Two containers of the same service cannot run at once, so the
# old container is stopped before the new one starts. It is removed only when the deploy has succeeded.
# Contents: accessories, accessory_unchanged, hold_backup, update_accessories, start_again, restore_accessories, remove_replaced

[ -z "${ACCESSORIES_SH:-}" ] || return 0
ACCESSORIES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/nginx_config.sh"
source scripts/release/lib/service_comparison.sh

SERVERS="redis postgres nginx" # players notice when one restarts, so it is left alone if nothing in it has changed
HEALTHY_SECONDS=${HEALTHY_SECONDS:-60}
REPLACED=() # each entry: service, id of the old container or "none", id of the new container
NGINX_RECONFIGURED=
HELD_BACKUP= # the id of its container

# accessories: the servers, then the sidecars.
accessories() {
  tr ' ' '\n' <<<"$SERVERS"
  compose config --services | grep -vxE "web|migrate|${SERVERS// /|}" || true
}

# hold_backup: a backup and two web containers have no room beside each other. The next release's container takes one that
# was due meanwhile.
hold_backup() {
  HELD_BACKUP=$(running_container backup)
  [ -z "$HELD_BACKUP" ] || docker stop "$HELD_BACKUP" >/dev/null
}

# update_accessories TAG
update_accessories() {
  local service
  for service in $(accessories); do
    if ! accessory_unchanged "$service" "$1"; then
      replace "$service" "$1"
    elif [ "$service" = nginx ] && ! nginx_config_unchanged "$1"; then
      reconfigure_nginx "$1"
    fi
  done
}

# reconfigure_nginx TAG
reconfigure_nginx() {
  say "the configuration of nginx changes in $1: it is loaded without a restart"
  NGINX_RECONFIGURED=yes
  load_nginx_config "$1" && return
  say "nginx did not accept it, so its container is replaced"
  replace nginx "$1"
}

is_server() { [[ " $SERVERS " == *" $1 "* ]]; }

# accessory_unchanged SERVICE TAG. A sidecar reports its release, so its tag must be the same too. Players do not notice
# its restart.
accessory_unchanged() {
  local id
  id=$(running_container "$1")
  [ -n "$id" ] && { is_server "$1" || [ "$(tag_of "$id")" = "$2" ]; } && service_unchanged "$1" "$2"
}

# replace SERVICE TAG
replace() {
  local old new
  say "$1 changes in $2: its container is replaced"
  old=$(running_container "$1")
  [ "$1" != backup ] || old=${old:-$HELD_BACKUP}
  new=$(create_container "$1" "$2")
  [ -n "$new" ] || fail "Compose created no container for $1 of $2. Its message is above."
  REPLACED+=("$1 ${old:-none} $new")
  [ -z "$old" ] || docker stop "$old" >/dev/null
  docker start "$new" >/dev/null || fail "$1 of $2 did not start. Docker's message is above."
  ! is_server "$1" || wait_healthy "$new" ||
    fail "$1 of $2 was not healthy after $HEALTHY_SECONDS s: $(docker logs --tail 5 "$new" 2>&1)"
}

# wait_healthy ID
wait_healthy() {
  local started=$SECONDS
  until [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; do
    [ $((SECONDS - started)) -lt "$HEALTHY_SECONDS" ] || return
    sleep 0.5
  done
}

# start_again SERVICE ID
start_again() { docker start "$2" >/dev/null && { ! is_server "$1" || wait_healthy "$2"; }; }

# restore_accessories TAG: start the replaced containers again, and load nginx's configuration of that release.
restore_accessories() {
  local entry service old new
  for entry in ${REPLACED[@]+"${REPLACED[@]}"}; do
    read -r service old new <<<"$entry"
    docker stop "$new" >/dev/null
    [ "$old" = none ] || start_again "$service" "$old" ||
      say "$service of $1 was started again and is not healthy: SERVICE=$service $(make_command logs) shows why."
    docker rm --force "$new" >/dev/null
  done
  [ -z "$HELD_BACKUP" ] || docker start "$HELD_BACKUP" >/dev/null
  [ -z "$NGINX_RECONFIGURED" ] || load_nginx_config "$1" ||
    say "nginx did not accept the configuration of $1 again: SERVICE=nginx $(make_command logs) shows why."
}

# remove_replaced: the old containers, once the deploy has succeeded.
remove_replaced() {
  local entry old
  for entry in ${REPLACED[@]+"${REPLACED[@]}"}; do
    read -r _ old _ <<<"$entry"
    [ "$old" = none ] || docker rm --force "$old" >/dev/null
  done
}
