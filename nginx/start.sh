#!/usr/bin/env bash
# Make what TLS needs, configure nginx, delete old logs in the background, run nginx.
#
#   make_key          see make_key.sh: the key of TLS, and a self-signed certificate
#   configure         see configure.sh; with any option, like --check, only configure.sh runs, not nginx
#   make_offence_logs fail2ban waits for them; without them the site works, but nobody is banned
#   delete_old_logs   see delete_old_logs.sh
set -euo pipefail

make_offence_logs() {
  touch /var/log/toponaut-offences/{scanner,client_error,rate_limit,sign_in}.log ||
    echo "nginx: the logs of offences cannot be written, so nobody is banned." >&2
}

[ $# -eq 0 ] || exec configure "$@"
lifecycle start nginx
make_key
configure
make_offence_logs
delete_old_logs &
exec lifecycle run nginx nginx -c /run/nginx/nginx.conf -p /etc/nginx -g 'daemon off;'
