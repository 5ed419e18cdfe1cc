#!/usr/bin/env bash
# Start the stack, and wait until it serves. ENV=staging starts the second stack, TAG=v1.2.0 that release.
#
#   preflight   Docker, secrets, address, port; changes nothing
#   images      `dev` is built from these files. A release's images are never built again: they are here, or come from
#               the registry; BUILD=1 builds missing ones from the git tag
#   secrets     only if there is no .env: create random secrets for development; the site then listens on loopback only
#   backup      only if another version runs and there is a bucket: the database is backed up first
#   start       docker compose up --wait; on failure, the services that failed and their last lines
#   check       play a quiz through nginx: page, match, save, read, delete
#   record      add the release to releases.jsonl, so that the next one can be rolled back; set TAG in .env
set -euo pipefail
source "$(dirname "$0")/../lib/compose_preflight.sh"
source scripts/lib/secret_files.sh
source scripts/lib/secrets_stamp.sh
source scripts/lib/backup_container.sh
source scripts/lib/site_check.sh
source scripts/release/lib/deploy_lock.sh
source scripts/release/lib/fresh_build.sh
source scripts/release/lib/leftovers.sh

DEFAULT_HOSTS=localhost,127.0.0.1 # ALLOWED_HOSTS if it is not set
ADDRESS=$(setting HTTP_ADDRESS 127.0.0.1)
PORT=$(setting "$PORT_VARIABLE" "$DEFAULT_PORT")
TAG=$(setting TAG dev)

# Whether TAG names a release, unlike `dev`, which means the files in this checkout.
is_release() { [ "$TAG" != dev ]; }

need_release_images() {
  need_jq
  [ -z "$(missing_images "$TAG")" ] || pull_images "$TAG" ||
    say "The images of $TAG could not be pulled from $(setting REGISTRY). Docker's message is above."
  [ -z "$(missing_images "$TAG")" ] || build_release
  need_code_of_tag "$TAG"
}

build_release() {
  local commit
  [ -n "${BUILD:-}" ] ||
    fail "The images of $TAG are not on this machine. To send them: \`TAG=$TAG HOST=… make ship\` where they were built." \
      "To build them here from the git tag $TAG: BUILD=1 $(make_command up)"
  need_git_checkout
  commit=$(commit_of_git_tag "$TAG")
  [ -n "$commit" ] ||
    fail "git has no tag $TAG here, so its code is not known, and nothing was built. To get it: git fetch --tags"
  build_images "$TAG" "$commit"
}

create_development_secrets() {
  [ -n "$DEVELOPMENT" ] || return 0
  create_secret_files "$SECRETS_FOLDER" >/dev/null
  say "running with development secrets (${SECRETS_FOLDER#./}), on $ADDRESS only"
}

# A new version may change tables. The image's tag names the version.
backup_before_release() {
  local running
  running=$(running_tag)
  [ -n "$running" ] && [ "$running" != "$TAG" ] || return 0
  [ -n "$(setting BACKUP_BUCKET)" ] && [ -z "${NO_BACKUP:-}" ] && service_runs backup || return 0
  say "taking a backup first: $running is about to be replaced"
  in_backup_container take --kind release </dev/null ||
    fail "The backup failed, so the new version was not started. To go without: NO_BACKUP=1 $(make_command up)"
}

# Compose would remove one of two web containers, perhaps the one that serves.
remove_leftovers_of_deploy() {
  local serving
  has_second_web_container || return 0
  serving=$(serving_container)
  [ -z "$serving" ] || remove_leftovers "$serving" "$(tag_of "$serving")"
}

start() {
  local recreate='' build=--build
  ! is_release || build=--no-build
  ! secrets_changed || recreate=--force-recreate
  make_releases_folder # Docker would create it as root
  mkdir -p "$STAMPS"
  # The stamp is written before the start: secrets that change meanwhile are newer than it.
  printf '%s\n' "$SECRETS_FOLDER" >"$SECRETS_STAMP.new"
  compose_with_tag "$TAG" up -d $build --wait ${recreate:+"$recreate"} || explain_failure
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

check() {
  site_works "$TAG" ||
    fail "Every container of $TAG runs, and $SITE_PROBLEM. For the reason: SERVICE=web $(make_command logs)"
}

record() {
  is_release || return 0
  [ "$(deployed_tags | head -n 1)" = "$TAG" ] ||
    add_to_history up "done" "$TAG" "$(commit_of "$TAG")" "" "" "$SECONDS"
  [ "$ENV" != production ] || [ ! -f .env ] || write_setting TAG "$TAG"
}

show_address() {
  local address
  address=http://$(site_host):$PORT
  ! has_tls || address=https://$(site_host)
  say "Toponaut is at $address (\`$(make_command down)\` stops it)"
  is_loopback "$ADDRESS" || [ "$(setting "$HOSTS_VARIABLE" "$DEFAULT_HOSTS")" != "$DEFAULT_HOSTS" ] ||
    say "It answers to $DEFAULT_HOSTS only: set $HOSTS_VARIABLE in .env to the site's domain names."
}

preflight_up "$ADDRESS" "$(setting HTTP_ADDRESS_IPV6)" "$PORT"
take_lock_if_possible
! is_release || need_release_images
create_development_secrets
backup_before_release
remove_leftovers_of_deploy
start
check
record
show_address
