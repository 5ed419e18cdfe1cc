#!/usr/bin/env bash
# Bans, for operators: `make bans` and `make unban IP=…` call it.
#
#   bans            a line for each: the network, why, since when and until when
#   bans lift IP    let the address, or its /64 of IPv6, in again, and forget how often it was banned; IP may be `all`
set -euo pipefail

BANNED=${BANS_FOLDER:-/var/lib/toponaut-bans}/banned

# list: the newest first.
list() {
  local rows
  rows=$(cd "$BANNED" && find . -type f ! -name .new -exec awk '{ print $2, FILENAME, $1, $3 }' {} +)
  [ -n "$rows" ] || { echo "Nobody is banned." && return; }
  printf '%-24s %-14s %-17s %s\n' network kind since until
  sort -rn <<<"$rows" | while read -r since file kind until; do
    printf '%-24s %-14s %-17s %s\n' "${file#./}" "$kind" "$(at "$since")" "$(at "$until")"
  done
}

at() { date -ud "@$1" '+%F %R'; }

lift() {
  local network=$1
  case $network in
    all) network=--all ;;
    *[!0-9a-fA-F.:/]* | '') echo "fail2ban: '$network' is not an address: expected one like 203.0.113.7, or all." >&2 && exit 1 ;;
    *:*) network=${network%/*}/64 ;;
  esac
  if [ "$(fail2ban-client --conf /run/fail2ban/config unban "$network")" = 0 ]; then
    echo "$1 was not banned."
  else
    echo "$1 is let in again."
  fi
}

case ${1:-} in
  '') list ;;
  lift) lift "${2:-}" ;;
  *) echo "fail2ban: unknown command '$1': expected nothing, or lift IP." >&2 && exit 1 ;;
esac
