#!/usr/bin/env bash
# Configure nginx, delete old logs in the background, run nginx in place of this shell.
#
#   configure         see configure.sh; with any option, like --check, only configure.sh runs, not nginx
#   delete_old_logs   access logs: 14 days and at most 2 GB are kept
set -euo pipefail

LOGS=/var/log/toponaut
LOG_DAYS=14
MAX_LOG_MB=2048 # a flood of 900 requests a second writes 25 GB a day; the disk has 25
INTERVAL_SECONDS=600
STARTS=/run/toponaut-starts

delete_old_logs() {
  find "$LOGS" -name 'access-*.jsonl' -mtime +$LOG_DAYS -delete
  while [ "$(du -sm "$LOGS" | cut -f1)" -gt $MAX_LOG_MB ]; do
    rm "$(find "$LOGS" -name 'access-*.jsonl' | sort | head -n 1)" || return
  done
}

[ $# -eq 0 ] || exec configure "$@"
{ date +%s >>"$STARTS/nginx"; } 2>/dev/null || true # the monitor counts starts; nginx starts even if this fails
configure
while true; do
  delete_old_logs || echo "nginx: old access logs in $LOGS could not be deleted" >&2
  sleep $INTERVAL_SECONDS
done &
exec nginx -c /run/nginx/nginx.conf -p /etc/nginx -g 'daemon off;'
