# shellcheck shell=bash
# What is set up and what is missing.
# Contents: step_report

step_report() {
  say "The site: https://$DOMAIN, once its A record names this server."
  say "Sign in: ssh $OPERATOR@$DOMAIN. Root and passwords are refused."
  say "HTTPS: if no certificate was issued above: cd $SITE && make tls DOMAIN=$DOMAIN"
  report_setting BACKUP_BUCKET "Backups"
  report_setting "TWILIO_ACCOUNT_SID ALERT_EMAIL_TO ALERT_WEBHOOK_FORMAT" "Alerts"
  report_setting DEADMAN_URL "An alert if the whole server is away"
}

# report_setting NAMES WHAT: one of the settings is enough.
report_setting() {
  local name
  for name in $1; do
    ! grep -q "^$name=." "$SITE/.env" || { say "$2: $name is set." && return; }
  done
  say "$2: missing. Set ${1// / or } in $SITE/.env; docs/operating.md says how."
}
