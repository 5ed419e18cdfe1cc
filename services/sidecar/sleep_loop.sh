# shellcheck shell=sh
# Functions for a sidecar's main process, which sleeps until a job is due. start.sh of both sidecars sources this file.
# The loop is a shell, because a shell and a sleep need 1 to 2 MB of memory; Python runs only while there is a job.
# Contents: started, run, sleep_until, record_start. Signals are handled from here on.

MAX_SLEEP_SECONDS=30 # a changed clock is noticed within this time

started=$(date +%s)
child=

# The shell handles a signal only after its foreground command has ended. So commands run in the background, and a
# signal is passed on: otherwise `docker stop` would kill the container in the middle of a job.
stop() {
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

# run COMMAND...: the command, so that a signal ends it.
run() {
  "$@" &
  child=$!
  wait "$child"
}

# sleep_until SECONDS: in short sleeps. Fails if the clock was set back meanwhile; then the caller plans again.
sleep_until() {
  before=$(date +%s)
  while now=$(date +%s) && [ "$now" -lt "$1" ] && [ "$now" -ge "$before" ]; do
    before=$now
    left=$(($1 - now))
    run sleep "$((left < MAX_SLEEP_SECONDS ? left : MAX_SLEEP_SECONDS))"
  done
  [ "$now" -ge "$1" ]
}

# record_start SERVICE: a line for the monitor, which counts them to see restarts. A failure must not stop the sidecar.
record_start() {
  { echo "$started" >>"/run/toponaut-starts/$1"; } 2>/dev/null || true
}

trap stop TERM INT
