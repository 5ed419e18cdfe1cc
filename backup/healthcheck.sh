#!/bin/sh
# The container's health check: the loop is running, and the newest verified backup is not too old.
# start.sh writes both times to /tmp/plan; a new stack has the time of two runs for its first backup.
set -eu

MAX_RUN_SECONDS=21600 # a run with all its attempts
read -r due overdue </tmp/plan
[ "$due" != never ] || exit 0
now=$(date +%s)
[ "$now" -lt $((due + MAX_RUN_SECONDS)) ] || { echo "the run that was due at $due has not ended" && exit 1; }
[ "$now" -lt "$overdue" ] || { echo "no verified backup in time: make backups" && exit 1; }
