#!/usr/bin/env bash
# Make what TLS needs, if TLS_DOMAIN is set: the private key, once; a self-signed certificate, which is served until acme
# has another; the request (CSR) from which acme gets one. Only nginx can read the key. Certificates are replaced, the
# key is not: so a certificate and the key always fit each other.
set -euo pipefail

FOLDER=${TLS_FOLDER:-/var/lib/toponaut-tls}
KEY=$FOLDER/key.pem
REQUEST=$FOLDER/request.pem
SELF_SIGNED=$FOLDER/self-signed.pem

# write FILE COMMAND...: the file is never incomplete.
write() {
  local file=$1
  shift
  "$@" -out "$file.new"
  mv "$file.new" "$file"
}

# request OPTION...: a request for the names of TLS_DOMAIN, or with -x509 a certificate.
request() {
  local names=${TLS_DOMAIN//[[:space:]]/}
  openssl req -new -key "$KEY" -subj / -addext "subjectAltName=DNS:${names//,/,DNS:}" "$@"
}

# is_for_other_names: whether the request differs from what TLS_DOMAIN says now.
is_for_other_names() { [ "$(cat "$REQUEST.names" 2>/dev/null)" != "$TLS_DOMAIN" ]; }

[ -n "${TLS_DOMAIN:-}" ] || exit 0
if [ ! -s "$KEY" ]; then
  rm -f "$REQUEST.names"
  (umask 077 && write "$KEY" openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256)
fi
is_for_other_names || exit 0
write "$SELF_SIGNED" request -x509 -days 3650
write "$REQUEST" request
printf '%s\n' "$TLS_DOMAIN" >"$REQUEST.names"
