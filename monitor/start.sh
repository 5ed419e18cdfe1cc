#!/bin/sh
# Sleep until a round is due, watch, count, and again. Nothing of Python stays in memory between: a shell and a sleep.
#
#   hello   what is watched and where alerts go; the seconds from round to round
#   rest    in short sleeps, because the clock may be set meanwhile
#   watch   `monitor watch`: a round
#   count   `monitor count`: the hours that are over; a round comes first, because hours can wait
set -u

DUE=/tmp/due # for the health check: when the next round is due
NAP_SECONDS=30 # a clock that is set is seen so soon
LONGEST_SECONDS=1800 # a job that hangs must not be the last one
FIRST_SECONDS=120 # at most, before the first round: after a reboot the whole stack starts with us

started=$(date +%s)
child=

# A shell waits for what runs in the foreground before it looks at a signal; `docker stop` would have to kill.
leave() {
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

run() {
  "$@" &
  child=$!
  wait "$child"
}

# Until the moment, or until the clock was set back: then the next one is looked for anew.
rest_until() {
  before=$(date +%s)
  while now=$(date +%s) && [ "$now" -lt "$1" ] && [ "$now" -ge "$before" ]; do
    before=$now
    left=$(($1 - now))
    run sleep "$((left < NAP_SECONDS ? left : NAP_SECONDS))"
  done
  [ "$now" -ge "$1" ]
}

# next AFTER: the next multiple of the seconds after a moment. An hour is over at one of them.
next() { echo "$((($1 / seconds + 1) * seconds))"; }

trap leave TERM INT
{ echo "$started" >>/run/toponaut-starts/monitor; } 2>/dev/null || true # for ourselves; the start matters more
until run monitor hello >/tmp/hello; do run sleep 60; done
read -r seconds </tmp/hello
due=$((started + (seconds < FIRST_SECONDS ? seconds : FIRST_SECONDS)))
while true; do
  echo "$due" >"$DUE"
  if rest_until "$due"; then
    run timeout "$LONGEST_SECONDS" monitor watch --since "$started"
    run timeout "$LONGEST_SECONDS" monitor count
  fi
  due=$(next "$(date +%s)")
done
