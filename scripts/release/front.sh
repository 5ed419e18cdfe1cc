# shellcheck shell=bash
# The configuration of nginx without another nginx. Two cannot hold one port, so a new container means half a second in
# which nobody is answered; where a release differs in the configuration alone, the container that runs is given it, and
# reloads (nginx/configure.sh). Source it after containers.sh.
# Contents: configured, give_configuration

# configured TAG: whether the nginx that runs has the configuration of that release.
configured() {
  local runs
  runs=$(docker exec "$(container_of nginx)" healthy) && [ "$runs" = "$(front_of "$1" --stamp)" ]
}

# give_configuration TAG: kept connections that are at rest are closed, and nothing else is noticed.
give_configuration() {
  local id
  id=$(container_of nginx)
  front_of "$1" --give "${id:0:12}" && docker exec "$id" start --take
}

# front_of TAG WORD...
front_of() {
  local tag=$1
  shift
  of_release "$tag" run --rm --no-deps -T nginx start "$@" </dev/null
}
