#!/bin/sh
# The container's main process: sleep until a round is due, watch, count, repeat.
# A loop in shell, because a shell and a sleep need 1 MB of memory; Python runs only for the seconds of a round.
#
#   monitor startup   logs what is watched and where alerts go; prints the seconds from round to round
#   sleep_until       in short sleeps, because the clock may be changed meanwhile
#   monitor watch     one round
#   monitor count     counts the hours that are over; after the round, because hours can wait
set -u

DUE=/tmp/due # for the health check: when the next round is due
MAX_SLEEP_SECONDS=30 # a changed clock is noticed within this time
MAX_JOB_SECONDS=1800 # a job that hangs is ended, so that the next round can start
MAX_FIRST_WAIT_SECONDS=120 # the first round waits, because after a reboot the whole stack starts at the same time

started=$(date +%s)
child=

# The shell handles a signal only after its foreground command has ended. So commands run in the background, and a signal
# is passed on: otherwise `docker stop` would have to kill the container.
stop() {
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

run() {
  "$@" &
  child=$!
  wait "$child"
}

# sleep_until SECONDS: fails if the clock was set back meanwhile; then the caller plans again.
sleep_until() {
  before=$(date +%s)
  while now=$(date +%s) && [ "$now" -lt "$1" ] && [ "$now" -ge "$before" ]; do
    before=$now
    left=$(($1 - now))
    run sleep "$((left < MAX_SLEEP_SECONDS ? left : MAX_SLEEP_SECONDS))"
  done
  [ "$now" -ge "$1" ]
}

# next_round AFTER: the next multiple of the interval. Hours end at such a multiple, so their statistics come soon.
next_round() { echo "$((($1 / interval + 1) * interval))"; }

trap stop TERM INT
# The monitor counts these lines to see restarts. A failure here must not stop the monitoring.
{ echo "$started" >>/run/toponaut-starts/monitor; } 2>/dev/null || true
until run monitor startup >/tmp/interval; do run sleep 60; done
read -r interval </tmp/interval
due=$((started + (interval < MAX_FIRST_WAIT_SECONDS ? interval : MAX_FIRST_WAIT_SECONDS)))
while true; do
  echo "$due" >"$DUE"
  if sleep_until "$due"; then
    run timeout "$MAX_JOB_SECONDS" monitor watch --since "$started"
    run timeout "$MAX_JOB_SECONDS" monitor count
  fi
  due=$(next_round "$(date +%s)")
done
