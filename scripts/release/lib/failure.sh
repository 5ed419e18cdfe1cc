# shellcheck shell=bash
# If a deploy fails or is stopped by a signal, the old release is restored and the failure is added to the release
# history. Variables that deploy.sh sets say how far the deploy has come.
# Contents: trap_failures

[ -z "${FAILURE_SH:-}" ] || return 0
FAILURE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/accessories.sh"
source scripts/release/lib/cutover.sh
source scripts/release/lib/release_history.sh
source scripts/lib/site_check.sh

trap_failures() {
  trap on_exit EXIT
  trap 'on_signal 130 "stopped by Ctrl-C"' INT
  trap 'on_signal 129 "the connection was lost"' HUP
  trap 'on_signal 143 "stopped by a signal"' TERM
}

# on_signal STATUS REASON. A second signal, such as another Ctrl-C, must not interrupt the restoration.
on_signal() {
  trap '' INT HUP TERM
  FAILURE_REASON=$2
  exit "$1"
}

# This function must run to its end. It ignores signals first, because the terminal may be gone, and continues after
# errors.
on_exit() {
  local status=$?
  trap '' INT HUP TERM
  trap - EXIT
  set +e
  [ $status -ne 0 ] || exit 0
  if [ "$STEP" != lock ]; then
    show_new_log
    restore_current
    add_to_history "$KIND" failed "$TAG" "$(commit_of "$TAG")" "$STEP" \
      "${FAILURE_REASON:-see the messages of the command}" $SECONDS
  fi
  printf 'toponaut: %s of %s failed at step "%s": %s\n' "$KIND" "${TAG:-?}" "$STEP" "${FAILURE_REASON:-see above}" >&2
  say_what_serves >&2
  exit $status
}

# say_what_serves: if anything was changed and restored, only after trying whether it works.
say_what_serves() {
  if [ -n "$COMPLETED" ]; then
    say "toponaut: $TAG serves. To finish its deploy: TAG=$TAG $(make_command deploy)"
  elif [ -z "$CURRENT_TAG" ]; then
    return
  elif [ -z "$PREPARE_BEGUN" ] || site_works "$CURRENT_TAG"; then
    say "toponaut: $CURRENT_TAG serves as before."
  else
    say "toponaut: $CURRENT_TAG was put back, and $SITE_PROBLEM"
  fi
}

show_new_log() { [ -z "$NEW_WEB" ] || [ "$NEW_WEB" = "$CURRENT_WEB" ] || docker logs --tail 30 "$NEW_WEB" 2>&1; }

# restore_current: undo the steps that were begun, in reverse order.
restore_current() {
  [ -n "$CURRENT_WEB" ] && [ -z "$COMPLETED" ] || return
  if [ -n "$CUTOVER_BEGUN" ]; then
    cut_over_to "$CURRENT_WEB" ||
      say "The web container of $CURRENT_TAG could not take over again: $(make_command ps) shows its state."
    drain "$NEW_WEB"
  fi
  restore_accessories "$CURRENT_TAG"
  remove_container "$PROJECT-prepare"
  [ -z "$NEW_WEB" ] || [ "$NEW_WEB" = "$CURRENT_WEB" ] || stop_and_remove "$NEW_WEB"
  [ -z "$PREPARE_BEGUN" ] || [ "$CURRENT_TAG" = "$TAG" ] || restore_data
}

# Load the places and error pages of the serving release again. Tables stay as they are: migrations are written so that
# both releases can use them.
restore_data() {
  prepare "$CURRENT_TAG" >/dev/null 2>&1 ||
    say "The places of $CURRENT_TAG could not be loaded again: TAG=$CURRENT_TAG $(make_command deploy) loads them."
}
