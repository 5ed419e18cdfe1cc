# shellcheck shell=bash
# The stack's containers, and which web container serves, that is, gets nginx's requests. The engine is asked each time;
# no state is written down, so a killed command cannot leave a wrong one behind.
# Contents: find_project, compose_with_tag, containers_of, running_container, tag_of, serving_container,
# stale_containers, create_container, stop_and_remove, remove_container

[ -z "${CONTAINERS_SH:-}" ] || return 0
CONTAINERS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/compose.sh"

WEB_LINK=/run/toponaut/current # the link that nginx follows, to the serving container's socket
STOP_SECONDS=35                # compose.yaml's stop_grace_period
PROJECT=                       # Compose's name for the stack; find_project sets it, once Docker is known to answer

find_project() { PROJECT=$(compose config --format json | jq --raw-output .name); }

# compose_with_tag TAG COMMAND...
compose_with_tag() {
  local tag=$1
  shift
  TAG=$tag compose "$@"
}

# containers_of SERVICE: ids, newest first, of running and stopped containers. Those of `docker compose run` are left out.
containers_of() {
  docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$PROJECT" \
    --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False
}

# running_containers SERVICE: newest first.
running_containers() {
  local id
  for id in $(containers_of "$1"); do
    [ "$(docker inspect --format '{{.State.Running}}' "$id")" != true ] || say "$id"
  done
}

# running_container SERVICE: the newest.
running_container() {
  local running
  running=$(running_containers "$1")
  [ -z "$running" ] || say "${running%%$'\n'*}"
}

# tag_of ID
tag_of() {
  local image
  image=$(docker inspect --format '{{.Config.Image}}' "$1") && say "${image##*:}"
}

# serving_container: the web container whose socket the link leads to. A socket is named after its container's short id.
serving_container() {
  local id socket=
  for id in $(running_containers web); do
    socket=$(docker exec "$id" readlink "$WEB_LINK" 2>/dev/null) && break
  done
  for id in $(running_containers web); do
    [ "${id:0:12}.sock" != "$socket" ] || say "$id"
  done
}

# stale_containers SERVING_ID: all other web containers. Only a deploy that was killed leaves any.
stale_containers() { containers_of web | grep -vxF "$1" || true; }

# create_container SERVICE TAG: one more container of the service, as that release defines it. It prints the id and does
# not start the container. It uses `create`, because `up --no-deps` leaves the dependencies out of the hash of settings
# that Compose stores, and a later `up` would replace the container. All other services are named with their current
# counts, so that Compose neither adds nor removes one of theirs.
create_container() {
  local before service count output words=()
  for service in $(compose config --services); do
    count=$(containers_of "$service" | grep -c . || true)
    [ "$service" != "$1" ] || count=$((count + 1))
    [ "$count" -eq 0 ] || words+=("$service")
    [ "$count" -lt 2 ] || words+=(--scale "$service=$count")
  done
  before=$(containers_of "$1")
  output=$(compose_with_tag "$2" create --no-build --no-recreate "${words[@]}" 2>&1) ||
    { say "$output" >&2 && return 0; }
  containers_of "$1" | grep -vxF "${before:-none}" || true
}

# stop_and_remove ID
stop_and_remove() { docker stop --time "$STOP_SECONDS" "$1" >/dev/null && docker rm --force "$1" >/dev/null; }

# remove_container NAME: if there is one. A running one gets time to roll its work back.
remove_container() {
  ! docker container inspect "$1" >/dev/null 2>&1 || stop_and_remove "$1" || true # --rm may have removed it meanwhile
}
