# shellcheck shell=bash
# The stack's containers, and which web container serves, that is, gets nginx's requests. Docker is asked each time.
# Nothing is written to a file, so a killed command cannot leave a wrong state behind.
# Contents: compose_with_tag, containers_of, running_containers, running_container, tag_of, serving_container,
# other_web_containers, create_container, stop_and_remove, remove_container

[ -z "${CONTAINERS_SH:-}" ] || return 0
CONTAINERS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/compose.sh"

WEB_LINK=/run/toponaut/current # nginx follows this link to the serving container's socket
STOP_SECONDS=35                # compose.yaml's stop_grace_period
PROJECT=$(project_name)

# compose_with_tag TAG COMMAND...
compose_with_tag() {
  local tag=$1
  shift
  TAG=$tag compose "$@"
}

# containers_of SERVICE: ids of running and stopped containers, newest first, without those of `docker compose run`.
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

# serving_container: the web container whose socket is the link's target. A socket's name is its container's short id.
serving_container() {
  local id socket=
  for id in $(running_containers web); do
    socket=$(docker exec "$id" readlink "$WEB_LINK" 2>/dev/null) && break
  done
  for id in $(running_containers web); do
    [ "${id:0:12}.sock" != "$socket" ] || say "$id"
  done
}

# other_web_containers SERVING_ID: all but the serving one. Only a killed deploy leaves any behind.
other_web_containers() { containers_of web | grep -vxF "$1" || true; }

# create_container SERVICE TAG: creates one more container of the service, as that release defines it, prints its id and
# does not start it. `up --no-deps` is not used: it leaves the dependencies out of the hash of settings that Compose
# stores, so a later `up` would replace the container. `create` is given the other services with their current numbers
# of containers, so that Compose neither adds nor removes any of them.
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

# remove_container NAME: if it exists. If it is running, it gets time to roll back its transaction.
remove_container() {
  ! docker container inspect "$1" >/dev/null 2>&1 || stop_and_remove "$1" || true # --rm may have removed it meanwhile
}
