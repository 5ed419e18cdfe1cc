#!/usr/bin/env bash
# What was deployed here, newest last: tag, time, who, result. An asterisk is at the releases whose images are kept.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/release/history.sh

[ -s "$HISTORY" ] || fail "Nothing was deployed here yet: $HISTORY is not there."
kept=$(kept_tags)
printf '%-16s %-20s %-10s %-9s %-7s %5s  %s\n' tag time who what result s reason
while IFS= read -r line; do
  tag=$(field tag <<<"$line")
  mark=''
  ! grep -qxF "$tag" <<<"$kept" || mark='*'
  step=$(field step <<<"$line")
  printf '%-16s %-20s %-10s %-9s %-7s %5d  %s\n' "$tag$mark" "$(field at <<<"$line")" "$(field who <<<"$line")" \
    "$(field kind <<<"$line")" "$(field result <<<"$line")" "$(field seconds <<<"$line")" \
    "${step:+at $step: $(sed -E 's/.*"reason": "(.*)", "seconds".*/\1/' <<<"$line")}"
done <"$HISTORY"
say "* may be gone back to: TAG=<tag> $(command_line rollback)"
