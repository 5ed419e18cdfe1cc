#!/usr/bin/env bash
# Make the secrets that production needs, and an .env that names them. What is there is kept.
#
#   files   SECRETS_DIR (./secrets; staging: ./secrets-staging), 0700, with one file for each secret
#   .env    from .env.example if there is none, with SECRETS_DIR filled in
#   next    what an operator may want to set
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh

name_the_folder() {
  if [ ! -f .env ]; then
    cp .env.example .env
    say "made .env from .env.example"
  fi
  [ -z "$(dotenv "$SECRETS_VARIABLE")" ] || return 0
  write_setting "$SECRETS_VARIABLE" "$1"
  say "set $SECRETS_VARIABLE=$1 in .env"
}

what_next() {
  say "What you may want to set in .env next:"
  printf '  %-22s now %-20s %s\n' \
    "$HOSTS_VARIABLE" "$(setting "$HOSTS_VARIABLE" localhost)" "the site's domain names, separated by commas" \
    HTTP_ADDRESS "$(setting HTTP_ADDRESS 127.0.0.1)" "0.0.0.0 lets others reach it" \
    "$PORT_VARIABLE" "$(setting "$PORT_VARIABLE" "$PORT_DEFAULT")" "the port it is published at" \
    BACKUP_BUCKET "$(setting BACKUP_BUCKET -)" "where backups go; the bucket's keys go into two of the secrets" \
    TWILIO_ACCOUNT_SID "$(setting TWILIO_ACCOUNT_SID -)" "for alerts by SMS; its token goes into another of them"
  say "Then: $(command_line up)"
}

folder=$(setting "$SECRETS_VARIABLE" "./secrets$SUFFIX")
make_secret_files "$folder"
name_the_folder "$folder"
what_next
