#!/usr/bin/env bash
# nginx's configuration: what the image brings, or what a later release has given to this container, which then goes live
# without a restart. `start` calls it; `make deploy` calls it with a word.
#
#   check    numbers and addresses: a bad one stops the start with its name
#   render   /run/nginx, the only configuration that is read
#
#   --check       whether nginx accepts it
#   --stamp       which one the image brings
#   --give NAME   put what the image brings before the container of this name
#   --take        let what was given go live; until then the old one answers
set -euo pipefail

OWN=/etc/toponaut
GIVEN=/var/lib/toponaut-nginx
CONF=/run/nginx
RELOAD_SECONDS=5

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

# A container's host name is its own, so what was given to another one, which is gone, is not taken for it.
source_folder() { if [ -d "$GIVEN/$HOSTNAME" ]; then echo "$GIVEN/$HOSTNAME"; else echo $OWN; fi; }

# stamp FOLDER: names its content.
stamp() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c 1-12); }

# render FOLDER
render() {
  local proxy file
  rm -rf $CONF/snippets
  mkdir -p $CONF/snippets
  : >$CONF/real_ip.conf
  : >$CONF/trusted.conf
  for proxy in ${TRUSTED_PROXY//,/ }; do
    echo "set_real_ip_from $proxy;" >>$CONF/real_ip.conf
    echo "$proxy 1;" >>$CONF/trusted.conf
  done
  [ -z "${TRUSTED_PROXY:-}" ] || printf 'real_ip_header X-Forwarded-For;\nreal_ip_recursive on;\n' >>$CONF/real_ip.conf
  cp --no-preserve=mode "$1"/snippets/* $CONF/snippets/
  STAMP=$(stamp "$1")
  export STAMP
  # shellcheck disable=SC2016 # the names, not their values
  for file in nginx.conf site.conf; do
    envsubst '$RATE_LIMIT $RATE_BURST $STAMP' <"$1/$file.template" >"$CONF/$file"
  done
}

# What was given before is whole until this is.
give() {
  rm -rf "$GIVEN/.new"
  cp -r --no-preserve=mode $OWN "$GIVEN/.new"
  rm -rf "${GIVEN:?}"/*
  mv "$GIVEN/.new" "$GIVEN/$1"
}

# nginx keeps the old configuration where it can't use the new one, and says so in its log only: so it is asked.
take() {
  rm -rf $CONF.before
  cp -r $CONF $CONF.before
  render "$(source_folder)"
  ! live || return 0
  rm -rf $CONF
  mv $CONF.before $CONF
  fail "the configuration that was given did not go live within $RELOAD_SECONDS s."
}

live() {
  local started=$SECONDS
  nginx_with -t -q && nginx_with -s reload || return
  until [ "$(healthy)" = "$STAMP" ]; do
    [ $((SECONDS - started)) -lt $RELOAD_SECONDS ] || return
    sleep 0.1
  done
}

nginx_with() { nginx -c $CONF/nginx.conf -p /etc/nginx "$@"; }

check
case ${1:-} in
  --check) render $OWN && nginx_with -t -q ;;
  --stamp) stamp $OWN ;;
  --give) give "${2:?whose}" ;;
  --take) take ;;
  *) render "$(source_folder)" ;;
esac
