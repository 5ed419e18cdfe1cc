#!/bin/sh
# Whether the loop lives: a round that was due has begun, and ended.
set -eu

LONGEST_SECONDS=3900 # both jobs, each ended by the loop when it hangs
read -r due </tmp/due
[ "$(date +%s)" -lt $((due + LONGEST_SECONDS)) ] || { echo "the round that was due at $due has not ended" && exit 1; }
