#!/bin/sh
# The container's main process: sleep until a backup is due, take it, repeat.
# A loop in shell, because a shell and a sleep need 2 MB of memory; Python runs only for the minutes of a job.
#
#   write_plan    asks `backup next` when the next backup is due; without a bucket: never
#   sleep_until   in short sleeps, because the clock may be changed meanwhile
#   backup take   retries by itself, and writes the status file
set -u

PLAN=/tmp/plan # two times for the health check: when the next run is due, and when a verified backup is overdue
MAX_SLEEP_SECONDS=30 # a changed clock is noticed within this time

started=$(date +%s)
child=

# The shell handles a signal only after its foreground command has ended. So commands run in the background, and a signal
# is passed on: otherwise `docker stop` would kill the container in the middle of an upload.
stop() {
  [ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null
  exit 0
}

run() {
  "$@" &
  child=$!
  wait "$child"
}

write_plan() {
  run backup next --since "$started" >"$PLAN.new" && mv "$PLAN.new" "$PLAN"
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

trap stop TERM INT
# The monitor counts these lines to see restarts. A failure here must not stop the backups.
{ echo "$started" >>/run/toponaut-starts/backup; } 2>/dev/null || true
until write_plan; do run sleep 60; done
read -r due _ <"$PLAN"
if [ "$due" = never ]; then
  echo "backup: no bucket is configured (BACKUP_BUCKET), so no backups are made."
  while true; do run sleep 86400; done
fi
while true; do
  read -r due _ <"$PLAN"
  if sleep_until "$due"; then run backup take --kind daily; fi
  until write_plan; do run sleep 60; done
done
