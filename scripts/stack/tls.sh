#!/usr/bin/env bash
# Turn on HTTPS: DOMAIN=toponaut.example make tls. Several names: DOMAIN=toponaut.example,www.toponaut.example
# Run it again at any time, after a failure or with other names.
#
#   preflight     the names, and an .env that `make secrets` has made; changes nothing
#   settings      into .env; EMAIL: for the account at the ACME server. What is not named here stays
#   restart       what has changed, by `make up`: nginx, which then serves a self-signed certificate, acme and the monitor
#   certificate   get one now; if that fails, acme goes on trying
#
# HTTP_ADDRESS, HTTP_PORT, HTTPS_PORT and HSTS_SECONDS before the command set another value than 0.0.0.0, 80, 443 and a
# year. To turn HTTPS off: docs/operating.md.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

DOMAIN=${DOMAIN:-}
EMAIL=${EMAIL:-}
NAME_PATTERN='^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$'
EMAIL_PATTERN='^[^[:space:]@,<>"$'\'']+@[^[:space:]@,<>"$'\'']+$'

preflight() {
  local name
  [ "$ENV" = production ] ||
    fail "Staging has no certificate of its own: the ACME server asks at port 80, which is production's." \
      "Reach staging by an SSH tunnel, or behind a proxy."
  need_writable_checkout
  [ -f .env ] || fail "There is no .env: run \`make secrets\` once."
  DOMAIN=$(tr '[:upper:]' '[:lower:]' <<<"${DOMAIN//[[:space:]]/}")
  [ -n "$DOMAIN" ] || fail "DOMAIN is missing: make tls DOMAIN=toponaut.example"
  for name in ${DOMAIN//,/ }; do
    case $name in
      '*'*) fail "'$name': a certificate for all names below a domain needs DNS, which this does not do. Name each." ;;
    esac
    [[ $name =~ $NAME_PATTERN ]] && [ ${#name} -le 253 ] ||
      fail "'$name' is not a domain name: expected one like toponaut.example, or several, separated by commas."
  done
  [ -z "$EMAIL" ] || [[ $EMAIL =~ $EMAIL_PATTERN ]] || fail "EMAIL='$EMAIL' is not an e-mail address."
}

# write_default NAME VALUE: what the shell says, or once HTTPS is on what .env says, or else VALUE.
write_default() {
  local value=${!1:-}
  [ -n "$value" ] || ! has_tls || value=$(read_dotenv "$1")
  write_setting "$1" "${value:-$2}"
}

# allowed_hosts: those of .env and the domain's. The first is what scripts call the site by.
allowed_hosts() {
  local name hosts
  hosts=$(read_dotenv ALLOWED_HOSTS)
  [ "$hosts" != localhost,127.0.0.1 ] || hosts=
  for name in ${DOMAIN//,/ }; do
    [[ ",${hosts// /}," == *",$name,"* ]] || hosts=${hosts:+$hosts,}$name
  done
  say "$hosts"
}

write_settings() {
  write_default HTTP_ADDRESS 0.0.0.0
  write_default HTTP_PORT 80
  write_default HTTPS_PORT 443
  write_default HSTS_SECONDS 31536000
  write_setting ALLOWED_HOSTS "$(allowed_hosts)"
  [ -z "$EMAIL" ] || write_setting ACME_EMAIL "$EMAIL"
  write_setting COMPOSE_FILE compose.yaml:nginx/compose.https.yaml # for `docker compose` without the scripts
  write_setting TLS_DOMAIN "$DOMAIN"
}

get_certificate() {
  # The files of compose.sh were chosen before .env was written, which does not matter here.
  compose exec -T acme certificate renew now </dev/null || fail "There is no certificate for $DOMAIN yet: see above." \
    "Does the name lead to this server, and port 80 from outside? Then: make tls DOMAIN=$DOMAIN"
  say "The site is at https://${DOMAIN%%,*}"
}

preflight
write_settings
if service_runs nginx; then
  # The shell's variables would override .env.
  env -u HTTP_ADDRESS -u HTTP_PORT -u HTTPS_PORT -u HSTS_SECONDS -u ALLOWED_HOSTS TAG="$(running_tag)" scripts/stack/up.sh
  get_certificate
else
  say "HTTPS is set up in .env. To start: make up, and then again make tls DOMAIN=$DOMAIN"
fi
