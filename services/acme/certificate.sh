#!/usr/bin/env bash
# The certificate for the names of TLS_DOMAIN. nginx reads it at each handshake from the link `served.pem`.
#
#   certificate ready    exit status 0 if nginx has written the request for these names
#   certificate due      print when to get one, in seconds: 30 days before the end, or a third of its life if that is less,
#                        and up to a tenth of that earlier, so that not everybody comes at the same time; after a failure,
#                        when to try again
#   certificate renew    get one, if it is due; `certificate renew now`: if it is due or has failed before
#   certificate status   one line for an operator: what is served, and why there is no better one
#
# After a failure it waits: ACME_RETRY_SECONDS, then each time twice as long, to half a day at most. The default of a
# quarter of an hour stays below Let's Encrypt's limit of five failures an hour.
set -euo pipefail

FOLDER=${ACME_FOLDER:-/var/lib/toponaut-acme}
REQUEST=${TLS_FOLDER:-/var/lib/toponaut-tls}/request.pem # nginx writes it, and keeps the key to itself
ISSUED=$FOLDER/issued.pem
FAILURE=$FOLDER/failure # when to try again, after how many seconds, and why
ACCOUNT=$FOLDER/account-$(cksum <<<"$ACME_DIRECTORY" | cut -d' ' -f1)
OUTPUT=${TMPDIR:-/tmp}/output # of uacme
MAX_MARGIN=$((30 * 86400))
MAX_RETRY_SECONDS=43200
MAX_RUN_SECONDS=300
NAMES=${TLS_DOMAIN//[[:space:]]/}

say() { printf 'acme: %s\n' "$*"; }

is_ready() { [ "$(cat "$REQUEST.names" 2>/dev/null)" = "$TLS_DOMAIN" ] && [ -s "$REQUEST" ]; }

public_key_of() { openssl "$@" -noout -pubkey; }

fits_key() { [ "$(public_key_of x509 -in "$ISSUED")" = "$(public_key_of req -in "$REQUEST")" ]; }

# is_usable: whether there is a certificate of this ACME server, for all names, for the key.
is_usable() {
  local name
  [ -s "$ISSUED" ] && [ "$(cat "$ISSUED.from" 2>/dev/null)" = "$ACME_DIRECTORY" ] && fits_key || return
  for name in ${NAMES//,/ }; do
    openssl x509 -in "$ISSUED" -noout -checkhost "$name" | grep -q 'does match' || return
  done
}

# seconds_of startdate|enddate
seconds_of() { date -d "$(openssl x509 -in "$ISSUED" -noout "-$1" | cut -d= -f2)" +%s; }

renewal_time() {
  local start end margin
  is_usable || { echo 0 && return; }
  start=$(seconds_of startdate)
  end=$(seconds_of enddate)
  margin=$(((end - start) / 3))
  [ $margin -lt $MAX_MARGIN ] || margin=$MAX_MARGIN
  echo $((end - margin - $(cksum <"$ISSUED" | cut -d' ' -f1) % (margin / 10 + 1)))
}

due() {
  local renewal again=0
  renewal=$(renewal_time)
  [ ! -s "$FAILURE" ] || read -r again _ <"$FAILURE"
  echo $((renewal > again ? renewal : again))
}

# register: an account at this ACME server. Running it twice does no harm, but asks the server again.
register() {
  [ ! -e "$ACCOUNT/registered" ] || return 0
  mkdir -p "$ACCOUNT"
  ask_server new ${ACME_EMAIL:+"$ACME_EMAIL"} || grep -q 'already exists' "$OUTPUT" || return
  touch "$ACCOUNT/registered"
}

# ask_server WORD...
ask_server() {
  UACME_CAINFO=${ACME_CA_FILE:-/etc/ssl/certs/ca-certificates.crt} timeout $MAX_RUN_SECONDS \
    uacme --confdir "$ACCOUNT" --acme-url "$ACME_DIRECTORY" --hook "$(command -v answer-challenge)" --yes "$@" \
    >"$OUTPUT" 2>&1
}

# ask_for_certificate: the server may have forgotten the account.
ask_for_certificate() {
  ask_server --force issue "$FOLDER/new/request.pem" && return
  grep -q 'no account' "$OUTPUT" && rm "$ACCOUNT/registered" && register &&
    ask_server --force issue "$FOLDER/new/request.pem"
}

# issue: the new certificate is complete before it gets its name.
issue() {
  mkdir -p "$FOLDER/challenges" "$FOLDER/new" &&
    cp "$REQUEST" "$FOLDER/new/request.pem" &&
    register && ask_for_certificate &&
    chmod 644 "$FOLDER/new/request-cert.pem" &&
    mv "$FOLDER/new/request-cert.pem" "$ISSUED" &&
    printf '%s\n' "$ACME_DIRECTORY" >"$ISSUED.from" &&
    serve issued.pem || return
  rm -rf "$FOLDER/new" "$FAILURE"
  say "$NAMES: a new certificate, valid until $(date -ud "@$(seconds_of enddate)" +%F)."
}

# serve FILE
serve() { ln -sf "$1" "$FOLDER/served.new" && mv -T "$FOLDER/served.new" "$FOLDER/served.pem"; }

# drop_unfit: the key is another one if nginx's volume was lost. Without this, nobody could connect.
drop_unfit() {
  [ -s "$ISSUED" ] && ! fits_key || return 0
  serve ../toponaut-tls/self-signed.pem
  rm "$ISSUED"
}

# reason: what the server said last, or why it could not be asked.
reason() {
  local said
  said=$(sed -n 's/^ *"detail": "\(.*\)",\{0,1\}$/\1/p' "$OUTPUT" | tail -n 1)
  [ -n "$said" ] || said=$(sed -n 's/^uacme: curl_[a-z]*: [A-Z]* //p' "$OUTPUT" | grep -v waiting | tail -n 1)
  [ -n "$said" ] || said=$(tail -n 1 "$OUTPUT")
  echo "${said:-it gave no answer within $MAX_RUN_SECONDS s}"
}

note_failure() {
  local pause=0 why
  [ ! -s "$FAILURE" ] || read -r _ pause _ <"$FAILURE"
  pause=$((pause ? pause * 2 : ACME_RETRY_SECONDS))
  [ $pause -le $MAX_RETRY_SECONDS ] || pause=$MAX_RETRY_SECONDS
  why=$(reason)
  printf '%s %s %s\n' $(($(date +%s) + pause)) $pause "$why" >"$FAILURE"
  say "no certificate for $NAMES: $why. The site goes on with the one it has. Next attempt in $((pause / 60)) min." >&2
  return 1
}

# renew [now]: one at a time; who has waited finds that there is nothing to do.
renew() {
  exec 9>"$FOLDER/lock"
  flock 9
  drop_unfit
  : >"$OUTPUT"
  [ "${1:-}" != now ] || rm -f "$FAILURE"
  if [ "$(date +%s)" -lt "$(due)" ]; then
    status
  else
    issue || note_failure
  fi
}

status() {
  if is_usable; then
    say "$NAMES: the certificate is valid until $(date -ud "@$(seconds_of enddate)" +%F)."
  else
    say "$NAMES: a self-signed or older certificate is served."
  fi
  [ ! -s "$FAILURE" ] || say "the last attempt failed: $(cut -d' ' -f3- "$FAILURE")"
}

[ -n "${TLS_DOMAIN:-}" ] || { say "TLS_DOMAIN is not set: \`make tls DOMAIN=…\` turns TLS on." && exit; }
case ${1:-} in
  ready) is_ready ;;
  due | status) "$1" ;;
  renew) renew "${2:-}" ;;
  *) say "unknown command '${1:-}': expected ready, due, renew or status." >&2 && exit 1 ;;
esac
