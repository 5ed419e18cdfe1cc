#!/usr/bin/env bash
# Create the secrets that production needs, and an .env that names their folder. Existing files are kept.
#
#   files   SECRETS_DIR (./secrets; staging: ./secrets-staging), mode 0700, with one file for each secret
#   .env    from .env.example if there is none, with SECRETS_DIR filled in
#   next    settings that an operator may want to change
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh

# write_secrets_setting FOLDER
write_secrets_setting() {
  if [ ! -f .env ]; then
    cp .env.example .env
    say "created .env from .env.example"
  fi
  [ -z "$(read_dotenv "$SECRETS_VARIABLE")" ] || return 0
  write_setting "$SECRETS_VARIABLE" "$1"
  say "set $SECRETS_VARIABLE=$1 in .env"
}

show_next_settings() {
  say "What you may want to set in .env next:"
  printf '  %-22s now %-20s %s\n' \
    "$HOSTS_VARIABLE" "$(setting "$HOSTS_VARIABLE" localhost)" "the site's domain names, separated by commas" \
    HTTP_ADDRESS "$(setting HTTP_ADDRESS 127.0.0.1)" "0.0.0.0 lets other machines connect" \
    "$PORT_VARIABLE" "$(setting "$PORT_VARIABLE" "$DEFAULT_PORT")" "the port that the site is published at" \
    BACKUP_BUCKET "$(setting BACKUP_BUCKET -)" "where backups are stored; its keys go into two of the secret files" \
    TWILIO_ACCOUNT_SID "$(setting TWILIO_ACCOUNT_SID -)" "for alerts by SMS; its token goes into a secret file" \
    ALERT_EMAIL_TO "$(setting ALERT_EMAIL_TO -)" "for alerts by e-mail; SMTP_HOST and others belong to it"
  say "Then: $(make_command up)"
}

need_writable_checkout
folder=$(setting "$SECRETS_VARIABLE" "./secrets$FOLDER_SUFFIX")
create_secret_files "$folder"
write_secrets_setting "$folder"
show_next_settings
