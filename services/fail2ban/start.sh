#!/usr/bin/env bash
# Configure fail2ban, put the packet filter's rules in place, run fail2ban, which puts the bans of before into force.
#
#   check_addresses   an invalid address ends the start with a message that names the setting
#   configure         writes /run/fail2ban/config: the image's own, and whom never to ban
#   wait_for_nginx    nginx makes the files of the log
set -euo pipefail

IMAGE_CONFIG=${IMAGE_CONFIG:-/etc/toponaut-fail2ban}
CONFIG=${CONFIG:-/run/fail2ban/config}
LOOPBACK='127.0.0.0/8 ::1'

# check_addresses NAME
check_addresses() {
  [[ ${!1:-} =~ ^[0-9a-fA-F.:/,\ ]*$ ]] || {
    echo "fail2ban: $1=${!1} is not a list of addresses: expected 203.0.113.7 or 203.0.113.0/24, comma-separated." >&2
    exit 1
  }
}

# never_banned ADDRESS...: of IPv6 whole networks of 64 bits, because those are banned.
never_banned() {
  local address
  for address in "$@"; do
    case $address in
      *:*/*) [ "${address#*/}" -le 64 ] || address=${address%/*}/64 ;;
      *:*) address=$address/64 ;;
    esac
    printf '%s ' "$address"
  done
}

configure() {
  local addresses="$LOOPBACK ${TRUSTED_PROXY:-} ${NEVER_BAN:-}"
  mkdir -p "$CONFIG"
  cp -r --no-preserve=mode "$IMAGE_CONFIG/." "$CONFIG"
  # shellcheck disable=SC2086 # a list
  printf '[DEFAULT]\nignoreip = %s\n' "$(never_banned ${addresses//,/ })" >"$CONFIG/jail.local"
}

wait_for_nginx() {
  local file
  sed -n 's/^logpath = //p' "$CONFIG/jail.conf" | while read -r file; do
    until [ -e "$file" ]; do sleep 1; done
  done
}

check_addresses TRUSTED_PROXY
check_addresses NEVER_BAN
configure
[ "${1:-}" != --configure ] || exit 0
lifecycle start fail2ban
wait_for_nginx
enforce start
exec lifecycle run fail2ban fail2ban-server --conf "$CONFIG" -f start
