#!/usr/bin/env bash
# Replace a secret while the site runs: SECRET=postgres_password make rotate. No container is stopped; only for secret_key
# a new web container takes over from the old one, as in a deploy.
#
#   postgres_password, backup_password   a random one: into the file, then into PostgreSQL. Meanwhile both are tried.
#   secret_key     a random one. What the one before has signed stays valid, so operators stay signed in. Rotate twice if
#                  the key became known: the second time makes it worthless.
#   s3_keys        the provider's new pair: the access key, then the secret key
#   status_keys    the same for the bucket of the status page
#   twilio_token, smtp_password, alert_webhook_url   the provider's new one
#
# A provider's secret is asked for, or is the standard input: SECRET=twilio_token make rotate <file. It is tried in the
# bucket, or by a test message, before it replaces the old one. If a rotation is interrupted, run it again.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh
source scripts/lib/secrets_stamp.sh
source scripts/release/lib/containers.sh
source scripts/release/lib/deploy_lock.sh

SECRET=${SECRET:-}
NAMES="postgres_password, backup_password, secret_key, s3_keys, status_keys, twilio_token, smtp_password, \
alert_webhook_url"

secret_file() { say "$SECRETS_FOLDER/$1"; }

need_service() { service_runs "$1" || fail "$1 is not running: run \`$(make_command up)\` first."; }

# need_same_file SERVICE NAME: an editor may have put another file in the place of the one that the container sees.
need_same_file() {
  compose exec -T "$1" cmp -s - "/run/secrets/$2" <"$(secret_file "$2")" ||
    fail "$1 does not see $(secret_file "$2") of this checkout: run \`$(make_command up)\` first. The secret was not replaced."
}

# write_secret NAME VALUE SERVICE...: into the file. If one of the services does not see it there, the old value returns.
write_secret() {
  local name=$1 value=$2 service old
  shift 2
  old=$(<"$(secret_file "$name")")
  for service in "$@"; do need_same_file "$service" "$name"; done
  replace_secret "$(secret_file "$name")" "$value"
  for service in "$@"; do
    (need_same_file "$service" "$name") || { replace_secret "$(secret_file "$name")" "$old" && exit 1; }
  done
}

# rotate_password NAME ROLE SERVICE: web and the backup read the file for each connection.
rotate_password() {
  local old new
  need_service postgres
  need_service "$3"
  old=$(<"$(secret_file "$1")")
  new=$(random_secret)
  write_secret "$1" "$new" postgres "$3"
  compose exec -T postgres psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    <<<"ALTER ROLE $2 PASSWORD '$new';" ||
    { replace_secret "$(secret_file "$1")" "$old" && fail "PostgreSQL refused the new password, so the old one stays."; }
  # A job that is running has the old password: any command of the backup gives it the new one.
  [ "$3" != backup ] || compose exec -T backup backup next </dev/null >/dev/null || true
}

# rotate_secret_key: the file has the new key and, below it, the one before. A key that web has not read yet was written
# by an interrupted rotation: it goes live now.
rotate_secret_key() {
  local file serving started
  file=$(secret_file secret_key)
  need_service web
  need_jq
  serving=$(serving_container)
  [ -n "$serving" ] || fail "No web container serves: run \`$(make_command up)\` first."
  started=$(docker inspect --format '{{.State.StartedAt}}' "$serving")
  [ -n "$(find "$file" -newermt "$started")" ] ||
    write_secret secret_key "$(random_secret)"$'\n'"$(head -n 1 "$file")" web
  keep_stamp
  TAG=$(tag_of "$serving") exec scripts/release/deploy.sh rotate
}

# read_value PROMPT: sets VALUE. What is typed is not shown.
read_value() {
  [ ! -t 0 ] || printf '%s: ' "$1" >&2
  IFS= read -rs VALUE || true
  [ ! -t 0 ] || printf '\n' >&2
  VALUE=${VALUE//[[:space:]]/}
  [ -n "$VALUE" ] || fail "The $1 is missing: type it, or pass it on standard input. Nothing was changed."
}

# rotate_bucket_keys PREFIX SERVICE: the files PREFIX_access_key and PREFIX_secret_key. The service tries the new ones.
rotate_bucket_keys() {
  local access
  need_service "$2"
  read_value "new access key"
  access=$VALUE
  read_value "new secret key"
  printf '%s\n%s\n' "$access" "$VALUE" | compose exec -T "$2" "$2" check-keys ||
    fail "The bucket does not accept the new keys: see above. The old ones stay."
  write_secret "$1_access_key" "$access" "$2"
  write_secret "$1_secret_key" "$VALUE" "$2"
}

# rotate_alert_secret NAME
rotate_alert_secret() {
  need_service monitor
  read_value "new $1"
  compose exec -T monitor monitor check-secret "$1" <<<"$VALUE" ||
    fail "No test message could be sent with the new $1: see above. The old one stays."
  write_secret "$1" "$VALUE" monitor
}

# keep_stamp: the containers have the new secret, so `make up` need not recreate them.
keep_stamp() { [ -n "$CHANGED_BEFORE" ] || touch "$SECRETS_STAMP"; }

case $SECRET in
  postgres_password | backup_password | secret_key | s3_keys | status_keys | twilio_token | smtp_password | alert_webhook_url) ;;
  *) fail "SECRET='$SECRET' is not known: expected one of $NAMES." ;;
esac
need_docker
need_writable_checkout
[ -w "$SECRETS_FOLDER" ] || fail "There is no folder $SECRETS_FOLDER that this user may write to: run \`$(make_command secrets)\`."
take_lock_if_possible
CHANGED_BEFORE=
! secrets_changed || CHANGED_BEFORE=yes
case $SECRET in
  postgres_password) rotate_password postgres_password toponaut web ;;
  backup_password) rotate_password backup_password backup backup ;;
  secret_key) rotate_secret_key ;;
  s3_keys) rotate_bucket_keys s3 backup ;;
  status_keys) rotate_bucket_keys status monitor ;;
  *) rotate_alert_secret "$SECRET" ;;
esac
keep_stamp
say "$SECRET was replaced. No container was restarted."
