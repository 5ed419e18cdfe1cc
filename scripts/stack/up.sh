#!/usr/bin/env bash
# Build and start the stack, and wait until it serves. ENV=staging is the second stack; TAG=v1.2.0 names the version.
#
#   preflight   Docker, secrets, address, port; changes nothing
#   secrets     only where there is no .env: random ones for development, on loopback only
#   backup      only where another version runs and there is a bucket: what is saved is put there first
#   start       docker compose up --build --wait; if that fails, the services that did, and what they said
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh
source scripts/lib/compose_preflight.sh
source scripts/lib/backup_container.sh

LOCAL_NAMES=localhost,127.0.0.1 # ALLOWED_HOSTS where nothing is said
SECRETS_STAMP=$STAMPS/secrets$SUFFIX # which secrets the containers have
ADDRESS=$(setting HTTP_ADDRESS 127.0.0.1)
PORT=$(setting "$PORT_VARIABLE" "$PORT_DEFAULT")

development_secrets() {
  [ -n "$DEVELOPMENT" ] || return 0
  make_secret_files "$SECRETS" >/dev/null
  say "running with development secrets (${SECRETS#./}), on $ADDRESS only"
}

# A new version may change tables. The image's tag is the version.
backup_before_release() {
  local running
  running=$(running_tag)
  [ -n "$running" ] && [ "$running" != "$(setting TAG dev)" ] || return 0
  [ -n "$(setting BACKUP_BUCKET)" ] && [ -z "${NO_BACKUP:-}" ] && backup_runs || return 0
  say "a backup first: $running is about to be replaced"
  in_backup take --kind release </dev/null ||
    fail "There is no backup of before this release, so it was not started. Without one: NO_BACKUP=1 $(command_line up)"
}

# Compose does not notice other secrets, neither another folder nor other files in it: containers would keep the old.
secrets_changed() {
  [ "$(cat "$SECRETS_STAMP" 2>/dev/null)" = "$SECRETS" ] || return 0
  [ -n "$(find "$SECRETS" -newer "$SECRETS_STAMP")" ]
}

start() {
  local recreate=
  ! secrets_changed || recreate=--force-recreate
  # A stamp is older than what it vouches for, never newer.
  mkdir -p "$STAMPS" "$(setting "${PREFIX}RELEASE_HISTORY" "./var/releases$SUFFIX")" # else Docker makes it, as root
  printf '%s\n' "$SECRETS" >"$SECRETS_STAMP.new"
  compose up -d --build --wait ${recreate:+"$recreate"} || explain_failure
  mv "$SECRETS_STAMP.new" "$SECRETS_STAMP"
}

# Neither running and well, nor done, nor merely waiting for another one.
failed_services() {
  compose ps --all --format '{{.Service}} {{.State}} {{.ExitCode}} {{.Health}}' | awk '
    $2 == "running" && ($4 == "" || $4 == "healthy") || $2 == "exited" && $3 == 0 || $2 == "created" { next }
    { print $1 }'
}

explain_failure() {
  local failed
  failed=$(failed_services | tr '\n' ' ') || failed=
  [ -n "$failed" ] || fail "The stack did not start. What Docker said about it stands above."
  compose ps --all || true
  # shellcheck disable=SC2086 # a list of names
  compose logs --no-color --tail 30 $failed || true
  fail "The stack did not start because of: ${failed% }. Their last lines stand above."
}

address_line() {
  say "Toponaut is at http://localhost:$PORT (\`$(command_line down)\` stops it)"
  is_loopback "$ADDRESS" || [ "$(setting "$HOSTS_VARIABLE" "$LOCAL_NAMES")" != "$LOCAL_NAMES" ] ||
    say "It answers to $LOCAL_NAMES only: set $HOSTS_VARIABLE in .env to the site's domain names."
}

preflight
development_secrets
backup_before_release
start
address_line
