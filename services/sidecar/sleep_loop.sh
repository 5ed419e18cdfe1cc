# shellcheck shell=sh
# Functions for a sidecar's main process, which sleeps until a job is due. start.sh of both sidecars sources this file.
# The loop is a shell script, because a shell that sleeps needs 1 to 2 MB of memory. Python runs only during a job.
# It needs the variable SERVICE.
# Contents: the variable started; the functions run and sleep_until; a handler of signals.

MAX_SLEEP_SECONDS=30 # a changed clock is noticed within this time
MAX_STEP_SECONDS=600 # a step takes this long at most on a busy machine; if the clock says more, it has jumped ahead

# shellcheck disable=SC2034 # start.sh reads it
started=$(date +%s)
child=

# The shell handles a signal only after its foreground command has ended. So commands run in the background, and the
# handler passes the signal to the running one: otherwise `docker stop` would kill the container in the middle of a job.
stop() {
  lifecycle stop "$SERVICE"
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

# run COMMAND...: run a command in a way that lets a signal end it.
run() {
  "$@" &
  child=$!
  wait "$child"
}

# sleep_until SECONDS: sleep until this time, in short steps. Fails if the clock was set back meanwhile, or jumped ahead:
# then the caller must plan again.
sleep_until() {
  before=$(date +%s)
  while now=$(date +%s) && [ "$now" -ge "$before" ] && [ "$now" -le $((before + MAX_STEP_SECONDS)) ]; do
    [ "$now" -lt "$1" ] || return 0
    before=$now
    left=$(($1 - now))
    run sleep "$((left < MAX_SLEEP_SECONDS ? left : MAX_SLEEP_SECONDS))"
  done
  return 1
}

trap stop TERM INT
