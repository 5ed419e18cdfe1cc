#!/usr/bin/env bash
# List what was deployed here, newest last: tag, time, who, result. An asterisk marks releases whose images are kept. The
# last line says what serves now: a deploy that was killed is not in the list.
set -euo pipefail
source "$(dirname "$0")/lib/release_history.sh"
source scripts/release/lib/containers.sh

need_jq
[ -s "$HISTORY" ] || fail "Nothing was deployed here yet: there is no $HISTORY."
kept=$(kept_tags)
# Fields are separated by the unit separator, because `read` would skip empty fields between tabs.
fields='[.tag, .at, .who, .kind, .result, .seconds, if (.step // "") == "" then "" else "at \(.step): \(.reason)" end]
  | map(. // "" | tostring | gsub("[[:cntrl:]]+"; " ")) | join("\u001f")'
printf '%-16s %-20s %-10s %-9s %-7s %5s  %s\n' tag time who what result s reason
while IFS=$'\x1f' read -r tag at who kind result seconds failure; do
  mark=''
  ! grep -qxF "$tag" <<<"$kept" || mark='*'
  printf '%-16s %-20s %-10s %-9s %-7s %5s  %s\n' "$tag$mark" "$at" "$who" "$kind" "$result" "$seconds" "$failure"
done < <(history_entries | jq --raw-output "$fields")
say "* TAG=<tag> $(make_command rollback) returns to it"
serving=$(serving_container 2>/dev/null) || serving=
[ -z "$serving" ] || say "$(tag_of "$serving") serves now"
