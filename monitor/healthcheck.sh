#!/bin/sh
# The container's health check: the loop is running. start.sh writes to /tmp/due when the next round is due.
set -eu

MAX_ROUND_SECONDS=3900 # a round is two jobs of 1800 s at most, and 240 s for the status page (start.sh)
read -r due </tmp/due
[ "$(date +%s)" -lt $((due + MAX_ROUND_SECONDS)) ] || { echo "the round that was due at $due has not ended" && exit 1; }
