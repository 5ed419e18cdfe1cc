#!/usr/bin/env bash
# Configure nginx, delete old logs in the background, run nginx in place of this shell.
#
#   configure         see configure.sh; with any option, like --check, only configure.sh runs, not nginx
#   delete_old_logs   see delete_old_logs.sh
set -euo pipefail

STARTS=/run/toponaut-starts

[ $# -eq 0 ] || exec configure "$@"
{ date +%s >>"$STARTS/nginx"; } 2>/dev/null || true # the monitor counts starts; nginx starts even if this fails
configure
delete_old_logs &
exec nginx -c /run/nginx/nginx.conf -p /etc/nginx -g 'daemon off;'
