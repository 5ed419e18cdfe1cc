#!/usr/bin/env bash
# Start a release beside the one that serves and let it take over without losing a request: TAG=v1.4.0 make deploy.
#
#   lock         one deploy at a time
#   preflight    Docker, secrets, images, disk, memory, configuration, a backup; changes nothing
#   cleanup      remove what a killed deploy left behind
#   prepare      the new image updates tables, places and static files, while the old release serves
#   start        start the new web container beside the old one; wait until it answers with database, cache and pages
#   cutover      rename the link that nginx follows; wait until the old container has answered its requests
#   accessories  replace nginx, Redis, PostgreSQL and the sidecars where this release changes them
#   check        play a quiz through nginx: page, match, save, read, delete
#   retire       stop and remove the old web container and the other replaced containers
#   record       add to releases.jsonl, set TAG in .env, remove images of old releases
#
# If a step before "retire" fails or is interrupted, the old release is restored, and the last lines say at which step
# and why. If the command is killed, one release still serves, and running the command again completes the deploy.
# `make rollback` runs the same steps: deploy.sh rollback. So does `make rotate`, which needs a new web container of the
# release that serves: deploy.sh rotate.
# shellcheck disable=SC2034 # scripts/release/lib/failure.sh reads what is set here
set -euo pipefail
source "$(dirname "$0")/lib/preflight.sh"
source scripts/release/lib/deploy_lock.sh
source scripts/release/lib/images.sh
source scripts/release/lib/cutover.sh
source scripts/release/lib/leftovers.sh
source scripts/release/lib/failure.sh
source scripts/lib/site_check.sh

KIND=${1:-deploy}
TAG=${TAG:-}
STEP=lock
CURRENT_WEB='' CURRENT_TAG=''                  # the web container that serves, and its tag; empty if nothing serves
NEW_WEB=''                                     # the web container that will take over
PREPARE_BEGUN='' CUTOVER_BEGUN='' COMPLETED='' # how far the deploy has come

# begin_step STEP [DETAILS]
begin_step() {
  STEP=$1
  say "── $1${2:+: $2}"
}

find_current_web() {
  CURRENT_WEB=$(serving_container)
  [ -z "$CURRENT_WEB" ] || CURRENT_TAG=$(tag_of "$CURRENT_WEB")
}

# Nothing serves, so no request can be lost.
first_start() {
  begin_step start "nothing serves yet, so the whole stack is started"
  compose_with_tag "$TAG" up -d --no-build --wait || fail "The stack did not start. Docker's messages are above."
}

prepare_and_cut_over() {
  begin_step prepare "tables, places and static files of $TAG"
  PREPARE_BEGUN=yes
  hold_backup
  prepare "$TAG" || fail "Preparing $TAG failed. The messages are above."
  [ "$KIND" = rotate ] || [ "$CURRENT_TAG" != "$TAG" ] || ! service_unchanged web "$TAG" || { NEW_WEB=$CURRENT_WEB && return; }
  begin_step start "$TAG beside $CURRENT_TAG"
  NEW_WEB=$(create_container web "$TAG")
  [ -n "$NEW_WEB" ] || fail "Compose created no second web container. Its message is above."
  start_web "$NEW_WEB"
  wait_ready "$NEW_WEB"
  begin_step cutover "from $CURRENT_TAG to $TAG"
  CUTOVER_BEGUN=yes
  cut_over_to "$NEW_WEB" || fail "The new web container could not take over. Its message is above."
  drain "$CURRENT_WEB"
}

# A quiz is played through nginx: page, match, save, read, delete.
check() {
  begin_step check "a quiz is played on $TAG"
  site_works "$TAG" || fail "$TAG serves, and $SITE_PROBLEM"
}

retire() {
  begin_step retire "the containers that were replaced are stopped and removed"
  [ -z "$NEW_WEB" ] || docker update --restart unless-stopped "$NEW_WEB" >/dev/null
  COMPLETED=yes # the new release works: from here on a failure no longer restores the old release
  [ -z "$CURRENT_WEB" ] || [ "$CURRENT_WEB" = "$NEW_WEB" ] || stop_and_remove "$CURRENT_WEB"
  remove_replaced
}

record() {
  begin_step record
  add_to_history "$KIND" "done" "$TAG" "$(commit_of "$TAG")" "" "" $SECONDS
  # `docker compose up -d` and `make up` then use this release too. Staging uses the same .env, so only production
  # writes TAG.
  if [ "$ENV" = production ] && [ -f .env ]; then write_setting TAG "$TAG"; fi
  prune_images
  say "$TAG serves${CURRENT_TAG:+; before that, $CURRENT_TAG did} (${SECONDS} s)"
}

need_jq
trap_failures
begin_step lock
take_lock
make_releases_folder
begin_step preflight
preflight_release "$TAG" "$KIND"
begin_step cleanup
find_current_web
remove_leftovers "$CURRENT_WEB" "$CURRENT_TAG"
if [ -n "$CURRENT_WEB" ]; then prepare_and_cut_over; else first_start; fi
begin_step accessories
update_accessories "$TAG"
check
retire
record
