#!/usr/bin/env bash
# Configure, sweep old logs beside nginx, become nginx.
#
#   configure   see configure.sh; `start --check` and its other words end there
#   sweep       access logs: 14 days, and 2 GB at most
set -euo pipefail

LOGS=/var/log/toponaut
LOG_DAYS=14
LOG_MB=2048 # a flood at 900 requests a second writes 25 GB a day; the disk has 25
SWEEP_SECONDS=600
STARTS=/run/toponaut-starts

sweep() {
  find "$LOGS" -name 'access-*.jsonl' -mtime +$LOG_DAYS -delete
  while [ "$(du -sm "$LOGS" | cut -f1)" -gt $LOG_MB ]; do
    rm "$(find "$LOGS" -name 'access-*.jsonl' | sort | head -n 1)" || return
  done
}

[ $# -eq 0 ] || exec configure "$@"
{ date +%s >>"$STARTS/nginx"; } 2>/dev/null || true # for the monitor; the start matters more
configure
while true; do
  sweep || echo "nginx: old access logs in $LOGS could not be removed" >&2
  sleep $SWEEP_SECONDS
done &
exec nginx -c /run/nginx/nginx.conf -p /etc/nginx -g 'daemon off;'
