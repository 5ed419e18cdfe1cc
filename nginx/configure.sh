#!/usr/bin/env bash
# Write nginx's configuration: the image's own, or another release's that was staged for this container and becomes
# active without a restart. `start` calls this script; `make deploy` calls it with an option.
#
#   check_settings   an invalid number or address ends the start with a message that names the setting
#   render           writes /run/nginx, the only configuration that nginx reads
#
#   --check        test the image's configuration with `nginx -t`
#   --digest       print the digest of the image's configuration
#   --stage NAME   copy the image's configuration to the volume, for the container with this name
#   --activate     load the staged configuration; if nginx refuses it, the old one stays active
set -euo pipefail

IMAGE_CONFIG=/etc/toponaut
STAGED=/var/lib/toponaut-nginx
ACTIVE=/run/nginx
RELOAD_SECONDS=5
MIN_LOG_MB=512

fail() {
  printf 'nginx: %s\n' "$*" >&2
  exit 1
}

require_positive() {
  [[ ${!1} =~ ^[1-9][0-9]*$ ]] || fail "$1=${!1} is not a number above 0."
}

check_settings() {
  export RATE_LIMIT=${RATE_LIMIT:-20} RATE_BURST=${RATE_BURST:-60} ACCESS_LOG_MB=${ACCESS_LOG_MB:-2048}
  require_positive RATE_LIMIT
  require_positive RATE_BURST
  require_positive ACCESS_LOG_MB
  [ "$ACCESS_LOG_MB" -ge $MIN_LOG_MB ] ||
    fail "ACCESS_LOG_MB=$ACCESS_LOG_MB is below $MIN_LOG_MB: a flood could outgrow it between two checks."
  [[ ${HSTS_SECONDS:-} =~ ^[0-9]*$ ]] || fail "HSTS_SECONDS=$HSTS_SECONDS is not a number of seconds."
  [[ ${HTTPS_PORT:-443} =~ ^[0-9]{1,5}$ ]] || fail "HTTPS_PORT=$HTTPS_PORT is not a port."
  [[ ${TLS_DOMAIN:-} =~ ^[A-Za-z0-9.,\ -]*$ ]] ||
    fail "TLS_DOMAIN=$TLS_DOMAIN is not a domain name: expected one like toponaut.example, or several, comma-separated."
  [[ ${TRUSTED_PROXY:-} =~ ^[0-9a-fA-F.:/,\ ]*$ ]] ||
    fail "TRUSTED_PROXY=$TRUSTED_PROXY is not a list of addresses: expected 10.0.0.7 or 10.0.0.0/8, comma-separated."
}

# The host name is the container's name, so a configuration that was staged for an earlier container is not used.
source_folder() {
  if [ -d "$STAGED/$HOSTNAME" ]; then echo "$STAGED/$HOSTNAME"; else echo $IMAGE_CONFIG; fi
}

# digest_of FOLDER
digest_of() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c 1-12); }

# render FOLDER
render() {
  local proxy file
  rm -rf $ACTIVE/snippets
  mkdir -p $ACTIVE/snippets
  : >$ACTIVE/real_ip.conf
  : >$ACTIVE/trusted.conf
  : >$ACTIVE/refuse.conf
  for proxy in ${TRUSTED_PROXY//,/ }; do
    echo "set_real_ip_from $proxy;" >>$ACTIVE/real_ip.conf
    echo "$proxy 1;" >>$ACTIVE/trusted.conf
  done
  if [ -n "${TRUSTED_PROXY:-}" ]; then
    printf 'real_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n' >>$ACTIVE/real_ip.conf
    echo 'include /run/nginx/snippets/refuse_banned.conf;' >$ACTIVE/refuse.conf
  fi
  cp --no-preserve=mode "$1"/snippets/* $ACTIVE/snippets/
  CONFIG_DIGEST=$(digest_of "$1")
  export CONFIG_DIGEST
  set_tls_variables
  # shellcheck disable=SC2016 # envsubst needs the names, not their values
  for file in nginx.conf site.conf https.conf https_server.conf; do
    envsubst '$RATE_LIMIT $RATE_BURST $CONFIG_DIGEST $HSTS $TLS_NAMES $HTTPS_SUFFIX $WORKER_CONNECTIONS' \
      <"$1/$file.template" | listen_on_ipv6 >"$ACTIVE/$file"
  done
  [ -n "${TLS_DOMAIN:-}" ] || { : >$ACTIVE/https.conf && : >$ACTIVE/https_server.conf; }
}

# HSTS_SECONDS=0 tells browsers to forget; without a number they are told nothing.
set_tls_variables() {
  local names=${TLS_DOMAIN:-}
  export HSTS=${HSTS_SECONDS:+max-age=$HSTS_SECONDS} TLS_NAMES=${names//,/ } HTTPS_SUFFIX='' WORKER_CONNECTIONS=2100
  [ -z "$names" ] || WORKER_CONNECTIONS=900
  [ "${HTTPS_PORT:-443}" = 443 ] || HTTPS_SUFFIX=:$HTTPS_PORT
}

# listen_on_ipv6: at the same ports, if the kernel has IPv6. Clients use it only if HTTP_ADDRESS_IPV6 is set.
listen_on_ipv6() {
  if [ -e /proc/net/if_inet6 ]; then sed -E 's/^( *listen )([0-9]+[ ;].*)/&\n\1[::]:\2/'; else cat; fi
}

# stage NAME: the previously staged configuration stays until this one is complete.
stage() {
  rm -rf "$STAGED/.new"
  cp -r --no-preserve=mode $IMAGE_CONFIG "$STAGED/.new"
  rm -rf "${STAGED:?}"/*
  mv "$STAGED/.new" "$STAGED/$1"
}

activate() {
  rm -rf $ACTIVE.before
  cp -r $ACTIVE $ACTIVE.before
  render "$(source_folder)"
  ! reload || return 0
  rm -rf $ACTIVE
  mv $ACTIVE.before $ACTIVE
  fail "the staged configuration did not become active within $RELOAD_SECONDS s."
}

# nginx reports a refused configuration only in its log, so ask it for the digest of the active one. The worker with the
# old configuration accepts connections until it is shutting down, which is a moment after the new one has started.
reload() {
  local started=$SECONDS
  nginx_with_config -t -q && nginx_with_config -s reload || return
  until [ "$(healthy)" = "$CONFIG_DIGEST" ] && [ "$(accepting_workers)" -eq 1 ]; do
    [ $((SECONDS - started)) -lt $RELOAD_SECONDS ] || return
    sleep 0.1
  done
}

# accepting_workers: how many there are. The title of one that is shutting down is longer. A process may end meanwhile.
accepting_workers() {
  { grep --no-messages --null-data --line-regexp 'nginx: worker process' /proc/[0-9]*/cmdline || true; } |
    tr '\0' '\n' | wc -l
}

nginx_with_config() { nginx -c $ACTIVE/nginx.conf -p /etc/nginx "$@"; }

check_settings
case ${1:-} in
  --check) render $IMAGE_CONFIG && nginx_with_config -t -q ;;
  --digest) digest_of $IMAGE_CONFIG ;;
  --stage) stage "${2:?name of the container}" ;;
  --activate) activate ;;
  '') render "$(source_folder)" ;;
  *) fail "unknown option $1. Options: --check, --digest, --stage NAME, --activate." ;;
esac
