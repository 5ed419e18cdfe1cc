#!/bin/sh
# Whether the loop lives: a round that was due has begun, and ended.
set -eu

LONGEST_SECONDS=2700 # a round in which everything hangs, and half an hour of counting
read -r due </tmp/due
[ "$(date +%s)" -lt $((due + LONGEST_SECONDS)) ] || { echo "the round that was due at $due has not ended" && exit 1; }
