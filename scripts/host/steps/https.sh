# shellcheck shell=bash
# HTTPS, once the site runs. If no certificate is issued, perhaps because the name does not lead here yet, the site goes on
# with a self-signed one and acme tries again: that ends no installation.
# Contents: step_https

step_https() {
  grep -q '^tls:' "$SITE/Makefile" || return 0 # a release from before HTTPS
  as_operator make -C "$SITE" tls DOMAIN="$DOMAIN" EMAIL="$EMAIL" || say "HTTPS is not complete: see above."
}
