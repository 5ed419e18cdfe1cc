#!/bin/sh
# Sleep until a backup is due, take it, and again. Nothing of Python stays in memory between: a shell and a sleep.
#
#   plan   asks `backup next` when that is; without a bucket: never
#   rest   in short sleeps, because the clock may be set meanwhile
#   take   `backup take` tries again by itself, and writes the status file
set -u

PLAN=/tmp/plan # two moments, for the health check: when the next run is due, and when it is overdue
NAP_SECONDS=30 # a clock that is set is seen so soon

started=$(date +%s)
child=

# A shell waits for what runs in the foreground before it looks at a signal; `docker stop` would then kill in mid-upload.
leave() {
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

run() {
  "$@" &
  child=$!
  wait "$child"
}

plan() {
  run backup next --since "$started" >"$PLAN.new" && mv "$PLAN.new" "$PLAN"
}

# Until the moment, or until the clock was set back: then everything has to be planned anew.
rest_until() {
  before=$(date +%s)
  while now=$(date +%s) && [ "$now" -lt "$1" ] && [ "$now" -ge "$before" ]; do
    before=$now
    left=$(($1 - now))
    run sleep "$((left < NAP_SECONDS ? left : NAP_SECONDS))"
  done
  [ "$now" -ge "$1" ]
}

trap leave TERM INT
{ echo "$started" >>/run/toponaut-starts/backup; } 2>/dev/null || true # for the monitor; the start matters more
until plan; do run sleep 60; done
read -r due _ <"$PLAN"
if [ "$due" = never ]; then
  echo "backup: no bucket is configured (BACKUP_BUCKET), so no backups are made."
  while true; do run sleep 86400; done
fi
while true; do
  read -r due _ <"$PLAN"
  if rest_until "$due"; then run backup take --kind daily; fi
  until plan; do run sleep 60; done
done
