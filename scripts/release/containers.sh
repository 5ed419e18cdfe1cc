# shellcheck shell=bash disable=SC2034
# Which containers there are, and which web container nginx asks. The engine is asked each time: nothing is written down
# that a killed command could leave behind. Source it after images.sh.
# Contents: PROJECT, containers_of, container_of, tag_of, serving, leftovers, of_release, make_beside, same_service

LINK=/run/toponaut/current
PROJECT= # set by find_project, once there is a Docker to ask
PREPARE= # the name of the container that prepares a release

find_project() {
  PROJECT=$(compose config | sed -n 's/^name: //p')
  PREPARE=$PROJECT-prepare
}

# of_release TAG COMMAND...: Compose as that release sees it.
of_release() {
  local tag=$1
  shift
  TAG=$tag compose "$@"
}

# containers_of SERVICE: their ids, newest first, running or not; those of `docker compose run` are not the service's.
containers_of() {
  docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$PROJECT" \
    --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False
}

# container_of SERVICE: the newest that runs.
container_of() {
  local running
  running=$(runs_of "$1")
  [ -z "$running" ] || say "${running%%$'\n'*}"
}

runs_of() {
  local id
  for id in $(containers_of "$1"); do
    [ "$(docker inspect --format '{{.State.Running}}' "$id")" != true ] || say "$id"
  done
}

tag_of() {
  local image
  image=$(docker inspect --format '{{.Config.Image}}' "$1") && say "${image##*:}"
}

# serving: the web container whose socket the link leads to. A socket has its container's name, the id's first 12 letters.
serving() {
  local id socket=
  for id in $(runs_of web); do
    socket=$(docker exec "$id" readlink "$LINK" 2>/dev/null) && break
  done
  for id in $(runs_of web); do
    [ "${id:0:12}.sock" != "$socket" ] || say "$id"
  done
}

# leftovers ID: web containers beside this one. Only a deploy that was stopped half-way leaves any.
leftovers() { containers_of web | grep -vxF "$1" || true; }

# make_beside SERVICE TAG: another container of it, as that release has it, not started; its id. By `create` rather than
# `up --no-deps`, which leaves the dependencies out of Compose's hash: Compose would take the container for another one's.
# The other services are named with as many as there are, lest it should remove or add one of theirs.
make_beside() {
  local there service count said words=()
  for service in $(compose config --services); do
    count=$(containers_of "$service" | grep -c . || true)
    [ "$service" != "$1" ] || count=$((count + 1))
    [ "$count" -eq 0 ] || words+=("$service")
    [ "$count" -lt 2 ] || words+=(--scale "$service=$count")
  done
  there=$(containers_of "$1")
  said=$(of_release "$2" create --no-build --no-recreate "${words[@]}" 2>&1) || { say "$said" >&2 && return 0; }
  containers_of "$1" | grep -vxF "${there:-none}" || true
}

# same_service SERVICE TAG: whether the running container is what that release would start, its name and labels left out.
same_service() {
  local id
  id=$(container_of "$1")
  [ -n "$id" ] && same_image "$(docker inspect --format '{{.Image}}' "$id")" "$(image_of "$1" "$2")" &&
    [ "$(docker inspect --format '{{index .Config.Labels "com.docker.compose.config-hash"}}' "$id")" = \
      "$(of_release "$(tag_of "$id")" config --hash "$1" | cut -d' ' -f2)" ]
}
