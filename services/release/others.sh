# shellcheck shell=bash
# nginx, PostgreSQL, Redis and the sidecars: what of them is different in a release goes live with it. Source it after
# containers.sh.
# Contents: CHANGED, change_others, change_back

NOTICED="redis postgres nginx" # players notice when one is made anew: left alone where nothing is different
CHANGED=()                     # service and the tag it had, for the way back

# other_services: sidecars last.
other_services() {
  tr ' ' '\n' <<<"$NOTICED"
  compose config --services | grep -vxE "web|migrate|${NOTICED// /|}" || true
}

# change_others TAG
change_others() {
  local service had
  for service in $(other_services); do
    ! left_alone "$service" "$1" || continue
    had=$(container_of "$service")
    CHANGED+=("$service ${had:+$(tag_of "$had")}")
    say "$service of $1 is different: it is made anew"
    bring_up "$1" "$service" || fail "$service of $1 did not start."
  done
}

# bring_up TAG SERVICE: and wait until it is well, where somebody waits for it.
bring_up() {
  local wait=
  ! noticed "$2" || wait=--wait
  of_release "$1" up -d --no-build --no-deps ${wait:+"$wait"} "$2"
}

noticed() { [[ " $NOTICED " == *" $1 "* ]]; }

# left_alone SERVICE TAG. A sidecar says which release it is of, and nobody waits for it.
left_alone() {
  local id
  id=$(container_of "$1")
  [ -n "$id" ] && { noticed "$1" || [ "$(tag_of "$id")" = "$2" ]; } && same_service "$1" "$2"
}

change_back() {
  local entry service tag
  for entry in ${CHANGED[@]+"${CHANGED[@]}"}; do
    read -r service tag <<<"$entry"
    [ -z "$tag" ] || bring_up "$tag" "$service" || say "$service of $tag did not come back."
  done
}
