#!/usr/bin/env bash
# Fill the configuration in, sweep old logs beside nginx, become nginx.
#
#   check     numbers and addresses: a bad one stops the start with its name
#   render    /run/nginx, the only configuration that changes; `start --check` ends there, and says what nginx thinks of it
#   sweep     access logs: 14 days, and 2 GB at most
set -euo pipefail

CONF=/run/nginx
LOGS=/var/log/toponaut
LOG_DAYS=14
LOG_MB=2048 # a flood at 900 requests a second writes 25 GB a day; the disk has 25
SWEEP_SECONDS=600
STARTS=/run/toponaut-starts

fail() {
  printf 'nginx: %s\n' "$*" >&2
  exit 1
}

positive() {
  [[ ${!1} =~ ^[1-9][0-9]*$ ]] || fail "$1=${!1} is not a number above 0."
}

check() {
  export RATE_LIMIT=${RATE_LIMIT:-20} RATE_BURST=${RATE_BURST:-60}
  positive RATE_LIMIT
  positive RATE_BURST
  [[ ${TRUSTED_PROXY:-} =~ ^[0-9a-fA-F.:/,\ ]*$ ]] ||
    fail "TRUSTED_PROXY=$TRUSTED_PROXY is not a list of addresses: expected 10.0.0.7 or 10.0.0.0/8, with commas between."
}

render() {
  local proxy
  mkdir -p $CONF
  : >$CONF/real_ip.conf
  : >$CONF/trusted.conf
  for proxy in ${TRUSTED_PROXY//,/ }; do
    echo "set_real_ip_from $proxy;" >>$CONF/real_ip.conf
    echo "$proxy 1;" >>$CONF/trusted.conf
  done
  [ -z "${TRUSTED_PROXY:-}" ] || printf 'real_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n' >>$CONF/real_ip.conf
  # shellcheck disable=SC2016 # the names, not their values
  for file in nginx.conf site.conf; do
    envsubst '$RATE_LIMIT $RATE_BURST' <"/etc/nginx/$file.template" >"$CONF/$file"
  done
}

sweep() {
  find "$LOGS" -name 'access-*.jsonl' -mtime +$LOG_DAYS -delete
  while [ "$(du -sm "$LOGS" | cut -f1)" -gt $LOG_MB ]; do
    rm "$(find "$LOGS" -name 'access-*.jsonl' | sort | head -n 1)" || return
  done
}

{ date +%s >>"$STARTS/nginx"; } 2>/dev/null || true # for the monitor; the start matters more
check
render
[ "${1:-}" != --check ] || exec nginx -t -q -c $CONF/nginx.conf -p /etc/nginx
while true; do
  sweep || echo "nginx: old access logs in $LOGS could not be removed" >&2
  sleep $SWEEP_SECONDS
done &
exec nginx -c $CONF/nginx.conf -p /etc/nginx -g 'daemon off;'
