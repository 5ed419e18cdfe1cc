#!/usr/bin/env bash
# Copy the database into the PostgreSQL version of another release, before it is deployed: TAG=v2.0.0 make upgrade-postgres.
#
#   cleanup    remove what a killed command left behind
#   preflight  the images of TAG, an image of the old version, room on the disk; says how long it will take
#   old        stop PostgreSQL, and start the old version in a container that only the copy can connect to
#   copy       dump and restore into a new cluster beside the old one, compare every table, then give it its name
#   start      PostgreSQL and the backup sidecar of TAG; everything else stays as it is
#
# Meanwhile nginx answers what it has cached, and everything else gets a 503. The old cluster is never changed. If a step
# fails, the old version is started again; if the command is killed, run it again: it begins anew, or completes what is
# missing. `make deploy` and `make up` of TAG work afterwards, and releases with the old version are refused, because they
# would serve without what was saved since.
#
#   scripts/release/upgrade_postgres.sh --help
#   scripts/release/upgrade_postgres.sh --delete-old   later: delete the clusters of older versions
set -euo pipefail
source "$(dirname "$0")/lib/preflight.sh"
source scripts/release/lib/deploy_lock.sh
source scripts/release/lib/postgres_upgrade.sh

TAG=${TAG:-$(setting TAG dev)}

print_help() { sed -n '2,/^set/s/^# \{0,1\}//p' scripts/release/upgrade_postgres.sh; }

preflight() {
  need_tag "$TAG"
  need_compose
  need_images "$TAG"
  read_plan
  [ "$OLD_MAJOR" != 0 ] || fail "The volume holds no database yet: \`$(make_command up)\` creates one."
  [ "$OLD_MAJOR" -le "$NEW_MAJOR" ] ||
    fail "The database is in PostgreSQL $OLD_MAJOR, and $TAG has $NEW_MAJOR, which is older: choose another TAG."
}

upgrade() {
  find_old_tag
  [ -n "$OLD_TAG" ] ||
    fail "No image on this machine has PostgreSQL $OLD_MAJOR. Bring the release that ran last, with \`make ship\`."
  [ "$FREE_MB" -ge "$NEEDED_MB" ] ||
    fail "The disk has $FREE_MB MB free, and the copy needs $NEEDED_MB. To see what uses the disk: docker system df"
  say "PostgreSQL $OLD_MAJOR ($OLD_TAG) to $NEW_MAJOR ($TAG): needs $NEEDED_MB of $FREE_MB MB, and about $(expected_seconds) s"
  trap_upgrade_failures
  say "── old"
  stop_postgres
  start_old_server
  say "── copy"
  run_upgrade copy || fail "The copy failed. The messages are above."
  COPIED=yes
  remove_upgrade_containers
}

start() {
  say "── start"
  compose_with_tag "$TAG" up -d --no-build --wait postgres ||
    fail "PostgreSQL $NEW_MAJOR did not start. Docker's messages are above."
  STARTED=yes # from here on players save in the new cluster
  # The old sidecar's pg_dump cannot read from a newer server.
  compose_with_tag "$TAG" up -d --no-build --wait backup ||
    fail "The database is in PostgreSQL $NEW_MAJOR, but the backup sidecar of $TAG did not start: see above."
  run_upgrade clean
  say "The database is in PostgreSQL $NEW_MAJOR (${SECONDS} s). Next: \`TAG=$TAG $(make_command deploy)\`"
  say "Older clusters are kept. To delete them later: ${COMMAND_PREFIX}TAG=$TAG scripts/release/upgrade_postgres.sh --delete-old"
}

case ${1:-} in
  -h | --help) print_help && exit ;;
  '' | --delete-old) ;;
  *) fail "'$1' is not an option. scripts/release/upgrade_postgres.sh --help lists them." ;;
esac
need_docker
need_jq
take_lock
remove_upgrade_containers
preflight
if [ "${1:-}" = --delete-old ]; then
  run_upgrade delete-old
  exit
fi
[ "$OLD_MAJOR" = "$NEW_MAJOR" ] || upgrade
start
