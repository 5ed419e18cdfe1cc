#!/bin/sh
# The container's main process: sleep until a backup is due, take it, repeat.
#
#   write_plan    asks `backup next` when the next backup is due; the answer is "never" if there is no bucket
#   sleep_until   sleeps until that time
#   backup take   takes the backup, with retries, and writes the status file
set -u
SERVICE=backup # read by sleep_loop.sh
# shellcheck source=services/sidecar/sleep_loop.sh
. /usr/local/lib/sleep_loop.sh

PLAN=/tmp/plan # read by healthcheck.sh: when the next run is due, and when a verified backup is overdue

write_plan() {
  run backup next --since "$started" >"$PLAN.new" && mv "$PLAN.new" "$PLAN"
}

lifecycle start "$SERVICE"
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
