# shellcheck shell=bash disable=SC2034
# The steps of upgrade_postgres.sh, and the return to the old version if one fails.
# Contents: read_plan, find_old_tag, expected_seconds, run_upgrade, stop_postgres, start_old_server,
# remove_upgrade_containers, trap_upgrade_failures

[ -z "${POSTGRES_UPGRADE_SH:-}" ] || return 0
POSTGRES_UPGRADE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/images.sh"

BASE_SECONDS=20 MB_PER_SECOND=5 # measured: 177 MB took 57 s while other programs kept both cores busy
OLD_MAJOR='' NEW_MAJOR='' DATABASE_MB='' NEEDED_MB='' FREE_MB='' OLD_TAG=''
STOPPED_POSTGRES=''  # the container that is started again after a failure
COPIED='' STARTED='' # how far the upgrade has come

# run_upgrade COMMAND: services/postgres/upgrade.sh, in a container of the new image, on the database's volume.
run_upgrade() {
  compose_with_tag "$TAG" run --rm --no-deps -T --name "$PROJECT-upgrade-new" postgres upgrade "$1" </dev/null
}

read_plan() {
  local plan
  plan=$(run_upgrade plan) || fail "The image of $TAG cannot read the database's volume. The message is above."
  read -r OLD_MAJOR DATABASE_MB NEEDED_MB FREE_MB <<<"$plan"
  NEW_MAJOR=$(major_of_image "$TAG")
}

# major_of_image TAG: the major version of PostgreSQL in that release; empty if its image is not here.
major_of_image() {
  local version
  version=$(docker run --rm --network none --entrypoint postgres "$(image_of postgres "$1")" --version 2>/dev/null) ||
    return 0
  sed -E 's/^[^0-9]*([0-9]+).*/\1/' <<<"$version"
}

# find_old_tag: sets OLD_TAG. It is looked for in PostgreSQL's container, then among the releases that were deployed
# here, then among all images.
find_old_tag() {
  local tag
  for tag in $(tags_of_postgres | awk '!seen[$0]++'); do
    if [ "$(major_of_image "$tag")" = "$OLD_MAJOR" ]; then
      OLD_TAG=$tag
      return
    fi
  done
}

tags_of_postgres() {
  local id
  for id in $(containers_of postgres); do tag_of "$id"; done
  deployed_tags
  docker image ls --format '{{.Tag}}' "$(setting REGISTRY toponaut)/postgres" | grep -vxF '<none>' || true
}

expected_seconds() { say $((BASE_SECONDS + DATABASE_MB / MB_PER_SECOND)); }

stop_postgres() {
  STOPPED_POSTGRES=$(running_container postgres)
  [ -z "$STOPPED_POSTGRES" ] || docker stop "$STOPPED_POSTGRES" >/dev/null
}

# start_old_server: in a container of the old image. It takes the same lock on the volume as every server.
start_old_server() {
  run_upgrade clean
  # shellcheck disable=SC2016 # the container's shell expands it
  compose_with_tag "$OLD_TAG" run --rm --detach --no-deps --name "$PROJECT-upgrade-old" postgres bash -euc '
    cd /var/lib/postgresql
    exec 9>>.lock
    flock --timeout 2 9
    mkdir -m 700 socket.unfinished
    rm -f "$1/postmaster.pid"
    exec postgres -D "$PWD/$1" -c config_file=/etc/postgresql/postgresql.conf -c listen_addresses= \
      -c unix_socket_directories="$PWD/socket.unfinished"' - "$OLD_MAJOR" >/dev/null ||
    fail "PostgreSQL $OLD_MAJOR did not start. Docker's message is above."
}

# remove_upgrade_containers: the new one first, so that nothing is copied from a server that stops. The engine removes them
# when they end, which takes a moment.
remove_upgrade_containers() {
  local name
  for name in "$PROJECT-upgrade-new" "$PROJECT-upgrade-old"; do
    docker stop --time 60 "$name" >/dev/null 2>&1 || true
    docker rm --force "$name" >/dev/null 2>&1 || true
    while docker container inspect "$name" >/dev/null 2>&1; do sleep 0.2; done
  done
}

trap_upgrade_failures() {
  trap return_to_old EXIT
  trap 'trap "" INT HUP TERM; exit 130' INT HUP TERM
}

# return_to_old: runs to its end, even if the terminal is gone. Until the new server has started, nothing was saved in its
# cluster, so the old one is complete.
return_to_old() {
  local status=$?
  trap '' INT HUP TERM
  trap - EXIT
  set +e
  [ -z "$STARTED" ] || exit "$status"
  remove_upgrade_containers
  if [ -n "$COPIED" ]; then
    compose_with_tag "$TAG" rm --stop --force postgres >/dev/null 2>&1
    run_upgrade set-aside
  else
    run_upgrade clean
  fi
  start_old_again
  exit "$status"
}

start_old_again() {
  if [ -z "$COPIED" ]; then
    [ -z "$STOPPED_POSTGRES" ] || docker start "$STOPPED_POSTGRES" >/dev/null
  else
    compose_with_tag "$OLD_TAG" up -d --no-build --wait postgres backup
  fi || say "PostgreSQL $OLD_MAJOR did not start again. For the reason: SERVICE=postgres $(make_command logs)"
  say "The database is in PostgreSQL $OLD_MAJOR as before."
}
