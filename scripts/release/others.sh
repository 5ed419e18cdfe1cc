# shellcheck shell=bash
# nginx, PostgreSQL, Redis and the sidecars: what of them is different in a release goes live with it. Two of one cannot
# run, so the new container is made beside the old one, which is stopped for it and stays until all is well. Source it after
# front.sh.
# Contents: change_others, change_back, remove_replaced, tidy_others

NOTICED="redis postgres nginx" # players notice when one is made anew: left alone where nothing is different
HEALTHY_SECONDS=${HEALTHY_SECONDS:-60}
REPLACED=() # service, old container, new container
RECONFIGURED=

# other_services: sidecars last.
other_services() {
  tr ' ' '\n' <<<"$NOTICED"
  compose config --services | grep -vxE "web|migrate|${NOTICED// /|}" || true
}

# change_others TAG
change_others() {
  local service
  for service in $(other_services); do
    if ! left_alone "$service" "$1"; then
      replace "$service" "$1"
    elif [ "$service" = nginx ] && ! configured "$1"; then
      reconfigure "$1"
    fi
  done
}

# reconfigure TAG
reconfigure() {
  say "the configuration of nginx is different in $1: it goes live without a restart"
  RECONFIGURED=yes
  give_configuration "$1" && return
  say "nginx did not take it, so it is made anew"
  replace nginx "$1"
}

noticed() { [[ " $NOTICED " == *" $1 "* ]]; }

# left_alone SERVICE TAG. A sidecar says which release it is of, and nobody waits for it.
left_alone() {
  local id
  id=$(container_of "$1")
  [ -n "$id" ] && { noticed "$1" || [ "$(tag_of "$id")" = "$2" ]; } && same_service "$1" "$2"
}

# replace SERVICE TAG
replace() {
  local old new
  say "$1 of $2 is different: it is made anew"
  old=$(container_of "$1")
  new=$(make_beside "$1" "$2")
  [ -n "$new" ] || fail "Compose made no container for $1 of $2."
  REPLACED+=("$1 ${old:-none} $new")
  [ -z "$old" ] || docker stop "$old" >/dev/null
  docker start "$new" >/dev/null || fail "$1 of $2 did not start."
  ! noticed "$1" || healthy "$new" || fail "$1 of $2 was not well after $HEALTHY_SECONDS s: $(docker logs --tail 5 "$new" 2>&1)"
}

healthy() {
  local started=$SECONDS
  until [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; do
    [ $((SECONDS - started)) -lt "$HEALTHY_SECONDS" ] || return
    sleep 0.5
  done
}

change_back() {
  local entry service old new
  for entry in ${REPLACED[@]+"${REPLACED[@]}"}; do
    read -r service old new <<<"$entry"
    docker stop "$new" >/dev/null
    [ "$old" = none ] || { docker start "$old" >/dev/null && { ! noticed "$service" || healthy "$old"; }; } ||
      say "$service as it was before is not well again."
    docker rm --force "$new" >/dev/null
  done
  [ -z "$RECONFIGURED" ] || give_configuration "$OLD_TAG" || say "nginx did not take its configuration back."
}

remove_replaced() {
  local entry old
  for entry in ${REPLACED[@]+"${REPLACED[@]}"}; do
    read -r _ old _ <<<"$entry"
    [ "$old" = none ] || docker rm --force "$old" >/dev/null
  done
}

# tidy_others: one container of each service, as it was before a deploy that was killed in the midst of replacing it: the one
# that runs, else the oldest, started again.
tidy_others() {
  local service kept id
  for service in $(other_services); do
    kept=$(container_of "$service")
    [ -n "$kept" ] || kept=$(containers_of "$service" | tail -n 1)
    [ -n "$kept" ] || continue
    for id in $(containers_of "$service" | grep -vxF "$kept"); do
      docker rm --force "$id" >/dev/null
    done
    [ -n "$(container_of "$service")" ] || docker start "$kept" >/dev/null || say "$service did not start again."
  done
}
