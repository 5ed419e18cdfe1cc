#!/bin/sh
# The container's health check: the loop is running, and the newest verified backup is not too old.
# start.sh writes two times to /tmp/plan: when the next run is due, and when a verified backup is overdue. In a new
# stack the first backup is overdue only after two scheduled runs.
set -eu

MAX_RUN_SECONDS=21600 # a run of more than 6 hours hangs: even four attempts with a large database take less
read -r due overdue </tmp/plan
[ "$due" != never ] || exit 0
now=$(date +%s)
[ "$now" -lt $((due + MAX_RUN_SECONDS)) ] || { echo "the run that was due at $due has not ended" && exit 1; }
[ "$now" -lt "$overdue" ] || { echo "no verified backup in time: make backups" && exit 1; }
