#!/bin/sh
# Whether the loop lives, and a verified backup is not overdue. A new stack has the time of two runs for its first.
set -eu

LONGEST_SECONDS=21600 # a run with all its tries
read -r due overdue </tmp/plan
[ "$due" != never ] || exit 0
now=$(date +%s)
[ "$now" -lt $((due + LONGEST_SECONDS)) ] || { echo "the run that was due at $due has not ended" && exit 1; }
[ "$now" -lt "$overdue" ] || { echo "no verified backup in time: make backups" && exit 1; }
