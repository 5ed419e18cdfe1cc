#!/usr/bin/env bash
# Delete access logs above ACCESS_LOG_MB or older than 14 days, for as long as nginx runs.
#
#   delete_expired    by age
#   make_room         by size: from nine tenths of ACCESS_LOG_MB down to three quarters, the oldest first
#   empty_offences    the logs of offences, once an hour and above 1 MB: fail2ban reads a line within a second and never
#                     again
#   seconds_to_fill   the pause until the next check: as long as the worst flood needs to fill the room that is left
#
#   --once   check once, and print the pause
set -euo pipefail

LOGS=${ACCESS_LOG_DIR:-/var/log/toponaut}
ACCESS_LOG_MB=${ACCESS_LOG_MB:-2048}
OFFENCES=${OFFENCES_LOG_DIR:-/var/log/toponaut-offences}
LOG_DAYS=14
FLOOD_MB_PER_SECOND=100 # twice what 20,600 requests a second with the longest lines wrote

used_mb() { du -sm "$LOGS" | cut -f1; }

delete_expired() { find "$LOGS" -name 'access-*.jsonl' -mmin +$((LOG_DAYS * 24 * 60)) -delete; }

make_room() {
  local file files
  [ "$(used_mb)" -ge $((ACCESS_LOG_MB * 9 / 10)) ] || return 0
  mapfile -t files < <(find "$LOGS" -name 'access-*.jsonl' | sort)
  for file in "${files[@]}"; do
    [ "$(used_mb)" -ge $((ACCESS_LOG_MB * 3 / 4)) ] || return 0
    : >"$file" # nginx keeps a file open for a minute: a deleted one would go on growing
    if [ "$file" = "${files[-1]}" ]; then
      echo "nginx: the log of this hour alone reached ACCESS_LOG_MB=$ACCESS_LOG_MB and was emptied" >&2
    else
      rm "$file"
    fi
  done
}

# The file .emptied says when. nginx appends, so it goes on at the new end.
empty_offences() {
  if [ -z "$(find "$OFFENCES" -name .emptied -mmin -60)" ]; then
    find "$OFFENCES" -name '*.log' -exec truncate --size 0 {} + && touch "$OFFENCES/.emptied"
  else
    find "$OFFENCES" -name '*.log' -size +1024k -exec truncate --size 0 {} +
  fi
}

seconds_to_fill() {
  local room=$((ACCESS_LOG_MB - $(used_mb)))
  [ $room -ge $((FLOOD_MB_PER_SECOND / 2)) ] || room=$((FLOOD_MB_PER_SECOND / 2))
  printf '%d.%02d\n' $((room / FLOOD_MB_PER_SECOND)) $((room % FLOOD_MB_PER_SECOND * 100 / FLOOD_MB_PER_SECOND))
}

check() {
  { delete_expired && make_room; } || echo "nginx: old access logs in $LOGS could not be deleted" >&2
  empty_offences || echo "nginx: the logs in $OFFENCES could not be emptied" >&2
  seconds_to_fill
}

if [ "${1:-}" = --once ]; then
  check
  exit
fi
while true; do
  sleep "$(check)" || sleep 5
done
