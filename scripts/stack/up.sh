#!/usr/bin/env bash
# Build and start the stack, and wait until it serves. ENV=staging starts the second stack, TAG=v1.2.0 that version.
#
#   preflight   Docker, secrets, address, port; changes nothing
#   secrets     only if there is no .env: create random secrets for development; the site then listens on loopback only
#   backup      only if another version runs and there is a bucket: the database is backed up first
#   start       docker compose up --build --wait; on failure, the services that failed and their last lines
set -euo pipefail
source "$(dirname "$0")/../lib/compose_preflight.sh"
source scripts/lib/secret_files.sh
source scripts/lib/backup_container.sh
source scripts/release/lib/release_history.sh

DEFAULT_HOSTS=localhost,127.0.0.1 # ALLOWED_HOSTS if it is not set
SECRETS_STAMP=$STAMPS/secrets$FOLDER_SUFFIX # the folder of secrets that the containers were created with
ADDRESS=$(setting HTTP_ADDRESS 127.0.0.1)
PORT=$(setting "$PORT_VARIABLE" "$DEFAULT_PORT")

create_development_secrets() {
  [ -n "$DEVELOPMENT" ] || return 0
  create_secret_files "$SECRETS_FOLDER" >/dev/null
  say "running with development secrets (${SECRETS_FOLDER#./}), on $ADDRESS only"
}

# A new version may change tables. The image's tag names the version.
backup_before_release() {
  local running
  running=$(running_tag)
  [ -n "$running" ] && [ "$running" != "$(setting TAG dev)" ] || return 0
  [ -n "$(setting BACKUP_BUCKET)" ] && [ -z "${NO_BACKUP:-}" ] && backup_container_runs || return 0
  say "taking a backup first: $running is about to be replaced"
  in_backup_container take --kind release </dev/null ||
    fail "The backup failed, so the new version was not started. To go without: NO_BACKUP=1 $(make_command up)"
}

# Compose does not notice if the folder of secrets or a file in it changes, and containers would keep the old secrets.
secrets_changed() {
  [ "$(cat "$SECRETS_STAMP" 2>/dev/null)" = "$SECRETS_FOLDER" ] || return 0
  [ -n "$(find "$SECRETS_FOLDER" -newer "$SECRETS_STAMP")" ]
}

start() {
  local recreate=
  ! secrets_changed || recreate=--force-recreate
  make_releases_folder # Docker would create it as root
  mkdir -p "$STAMPS"
  # The stamp is written before the start: secrets that change meanwhile are newer than it.
  printf '%s\n' "$SECRETS_FOLDER" >"$SECRETS_STAMP.new"
  compose up -d --build --wait ${recreate:+"$recreate"} || explain_failure
  mv "$SECRETS_STAMP.new" "$SECRETS_STAMP"
}

# failed_services: all but those that are running and healthy, have ended with status 0, or wait for another service.
failed_services() {
  compose ps --all --format '{{.Service}} {{.State}} {{.ExitCode}} {{.Health}}' | awk '
    $2 == "running" && ($4 == "" || $4 == "healthy") || $2 == "exited" && $3 == 0 || $2 == "created" { next }
    { print $1 }'
}

explain_failure() {
  local failed
  failed=$(failed_services | tr '\n' ' ') || failed=
  [ -n "$failed" ] || fail "The stack did not start. Docker's messages are above."
  compose ps --all || true
  # shellcheck disable=SC2086 # a list of names
  compose logs --no-color --tail 30 $failed || true
  fail "The stack did not start because of: ${failed% }. Their last lines are above."
}

show_address() {
  say "Toponaut is at http://localhost:$PORT (\`$(make_command down)\` stops it)"
  is_loopback "$ADDRESS" || [ "$(setting "$HOSTS_VARIABLE" "$DEFAULT_HOSTS")" != "$DEFAULT_HOSTS" ] ||
    say "It answers to $DEFAULT_HOSTS only: set $HOSTS_VARIABLE in .env to the site's domain names."
}

preflight_up "$ADDRESS" "$PORT"
create_development_secrets
backup_before_release
start
show_address
