# shellcheck shell=bash disable=SC2034,SC2153
# How a deploy ends: written down when it went well, put back when it did not. Source it after the other parts.
# Contents: fail, stopped, ended, put_back, finish

STEP=lock REASON='' OLD='' OLD_TAG='' NEW=''
PREPARED='' SWITCHED='' DONE='' # how far it has come

# As lib.sh has it, and what was said is kept for the record.
fail() {
  REASON=$*
  printf 'toponaut: %s\n' "$*" >&2
  exit 1
}

# stopped STATUS REASON: by a signal. A second one, of an impatient Ctrl-C, must not end the way back before it has begun.
stopped() {
  trap '' INT HUP TERM
  REASON=$2
  exit "$1"
}

commit_of() {
  docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' "$(image_of web "$1")" 2>/dev/null || true
}

# The terminal may be gone, and nothing here may stop half-way: signals are ignored before anything else.
ended() {
  local status=$?
  trap '' INT HUP TERM
  trap - EXIT
  set +e
  [ $status -ne 0 ] || exit 0
  if [ "$STEP" != lock ]; then
    show_log
    put_back
    record "$KIND" failed "$RELEASE" "$(commit_of "$RELEASE")" "$STEP" "${REASON:-its last words stand above}" $SECONDS
  fi
  printf 'toponaut: %s of %s failed at step "%s": %s\n' "$KIND" "${RELEASE:-?}" "$STEP" "${REASON:-see above}" >&2
  [ -z "$OLD_TAG" ] || [ -n "$DONE" ] || printf 'toponaut: %s serves as before.\n' "$OLD_TAG" >&2
  exit $status
}

show_log() { [ -z "$NEW" ] || [ "$NEW" = "$OLD" ] || docker logs --tail 30 "$NEW" 2>&1; }

put_back() {
  [ -n "$OLD" ] && [ -z "$DONE" ] || return
  if [ -n "$SWITCHED" ]; then
    switch_to "$OLD" || say "The old web container could not take over again."
    drain "$NEW"
  fi
  change_back
  remove_container "$PREPARE"
  [ -z "$NEW" ] || [ "$NEW" = "$OLD" ] || stop_gently "$NEW"
  # Its places and error pages, if the other had brought any; tables stay: they are made so that both can use them.
  [ -z "$PREPARED" ] || [ "$OLD_TAG" = "$RELEASE" ] || prepare "$OLD_TAG" >/dev/null 2>&1 || say "The places of $OLD_TAG were not seen to be loaded."
}

finish() {
  record "$KIND" "done" "$RELEASE" "$(commit_of "$RELEASE")" "" "" $SECONDS
  name_the_tag
  prune_images
  say "$RELEASE serves${OLD_TAG:+; before it was $OLD_TAG} (${SECONDS} s)"
}

# So that `docker compose up -d` and `make up` mean this release too. Staging shares .env with production, which owns TAG.
name_the_tag() {
  [ "$ENV" = production ] && [ -f .env ] || return 0
  write_setting TAG "$RELEASE"
}

# Images of releases that are in the history and neither kept nor recent; others are somebody else's. What a container
# has stays, because nothing is forced.
prune_images() {
  local tag service kept
  kept=$(kept_tags && recent_tags)
  for tag in $(field tag <"$HISTORY" | sort -u); do
    ! say "$kept" | grep -qxF "$tag" || continue
    for service in $(compose config --services); do
      docker image rm "$(image_of "$service" "$tag")" >/dev/null 2>&1 || true
    done
  done
}
