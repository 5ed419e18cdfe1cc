#!/usr/bin/env bash
# Bring a release up beside the one that serves, and let it take over without a lost request: TAG=v1.4.0 make deploy.
#
#   lock        one deploy at a time
#   preflight   Docker, secrets, images, disk, memory, configuration, a backup; changes nothing
#   tidy        what a deploy that was stopped half-way left
#   prepare     tables, places and static files by the new image, while the old release serves
#   start       the new web container beside the old; waits until database, cache and pages answer in it
#   switch      one rename of the link that nginx follows; waits until the old one has answered all it was asked
#   others      nginx, Redis, PostgreSQL and the sidecars, where this release has others
#   old         the old web container is stopped
#   record      releases.jsonl, TAG in .env, images of all but the last five
#
# Whatever fails before the old one is stopped, Ctrl-C included, puts the old one back, and says at which step and why.
# Killed outright it leaves one that serves; the same command again goes on from there. `deploy.sh rollback` is the same.
# shellcheck disable=SC2034 # its parts read the variables that are set here
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh
source scripts/lib/compose_preflight.sh
source scripts/lib/backup_container.sh
source scripts/release/history.sh
source scripts/release/lock.sh
source scripts/release/images.sh
source scripts/release/containers.sh
source scripts/release/switch.sh
source scripts/release/front.sh
source scripts/release/others.sh
source scripts/release/preflight.sh
source scripts/release/undo.sh

KIND=${1:-deploy}
RELEASE=${TAG:-}

at() {
  STEP=$1
  say "── $1${2:+: $2}"
}

tidy() {
  local id
  remove_container "$PREPARE"
  tidy_others
  OLD=$(serving)
  [ -n "$OLD" ] || return 0
  OLD_TAG=$(tag_of "$OLD")
  docker update --restart unless-stopped "$OLD" >/dev/null # a kill right after the switch comes before this
  for id in $(leftovers "$OLD"); do
    say "removing a web container that a stopped deploy left: ${id:0:12}, $(tag_of "$id")"
    stop_gently "$id"
  done
}

# Nothing serves: nothing can be lost.
first_start() {
  at start "nothing serves yet, so the whole stack is started"
  of_release "$RELEASE" up -d --no-build --wait || fail "The stack did not start. What Docker said about it stands above."
}

beside_the_old() {
  at prepare "tables, places and static files of $RELEASE"
  PREPARED=yes
  prepare "$RELEASE" || fail "Preparing $RELEASE failed. What it said stands above."
  [ "$OLD_TAG" != "$RELEASE" ] || ! same_service web "$RELEASE" || { NEW=$OLD && return; }
  at start "$RELEASE beside $OLD_TAG"
  start_beside "$RELEASE"
  wait_ready
  at switch "$OLD_TAG to $RELEASE"
  SWITCHED=yes
  switch_to "$NEW" || fail "The new web container could not take over."
  drain "$OLD"
}

# What nginx is answered now, past its cache.
check() {
  local host
  host=$(setting "$HOSTS_VARIABLE" localhost)
  # shellcheck disable=SC2016 # the container's shell fills it in
  docker exec "$(container_of nginx)" bash -c '
    exec 3<>/dev/tcp/127.0.0.1/8080
    printf "GET /readyz HTTP/1.0\r\nHost: %s\r\n\r\n" "$1" >&3
    grep -qiF "X-Toponaut-Release: $2" <&3' - "${host%%,*}" "$RELEASE" ||
    fail "Through nginx it is not $RELEASE that answers."
}

stop_old() {
  at old "what was replaced is stopped and removed"
  DONE=yes # the new one has seen everything through: from here on nothing is put back
  [ -z "$OLD" ] || [ "$OLD" = "$NEW" ] || stop_gently "$OLD"
  remove_replaced
}

trap ended EXIT
trap 'stopped 130 "stopped by Ctrl-C"' INT
trap 'stopped 129 "the connection was lost"' HUP
trap 'stopped 143 "stopped by a signal"' TERM

at lock
take_lock
at preflight
preflight_release
at tidy
tidy
if [ -n "$OLD" ]; then beside_the_old; else first_start; fi
at others
change_others "$RELEASE"
check
stop_old
at record
finish
