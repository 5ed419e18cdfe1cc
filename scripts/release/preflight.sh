# shellcheck shell=bash
# What must be so before a release is touched. Changes nothing, but for a backup if there is none of today; each refusal is
# one line that says what to do. Source it after stack_preflight.sh and containers.sh.
# Contents: preflight_release

DISK_MB=1024  # a data load writes 300 MB of log beside 240 of tables, a trial of a backup as much again
MEMORY_MB=200 # the second web container holds 120 under load, a data load before it 158
BACKUP_HOURS=24
STATUS=/var/lib/toponaut-backup/status.json

preflight_release() {
  need_docker
  need_compose
  need_tag
  need_secrets
  find_project
  need_images
  need_disk
  need_memory
  need_configuration
  [ "$KIND" = rollback ] || need_backup
}

need_tag() {
  [ -n "$RELEASE" ] || fail "Which release? TAG=v1.4.0 $(command_line deploy)"
  case $RELEASE in
    [!A-Za-z0-9_]* | *[!A-Za-z0-9_.-]*) fail "TAG='$RELEASE' is no image tag: letters, digits, dots, dashes and underscores." ;;
  esac
}

missing_images() {
  local image
  for image in $(of_release "$RELEASE" config --images | sort -u); do
    docker image inspect "$image" >/dev/null 2>&1 || say "$image"
  done
}

# The name of a registry has a dot, a port or a path in it; plain `toponaut` is no registry.
need_images() {
  local missing
  missing=$(missing_images)
  [ -n "$missing" ] || return 0
  case $(setting REGISTRY toponaut) in
    *[./:]*) of_release "$RELEASE" pull || fail "The images of $RELEASE could not be had from $(setting REGISTRY)." ;;
  esac
  missing=$(missing_images | tr '\n' ' ')
  [ -z "$missing" ] || fail "These images are not here: $missing- \`make ship HOST=…\` on the machine that has them brings them."
}

need_disk() {
  local folder free
  folder=$(docker info --format '{{.DockerRootDir}}')
  [ -d "$folder" ] || folder=/
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  say "disk: $free MB free"
  [ "$free" -ge $DISK_MB ] || fail "The disk of $folder has $free MB left and a release wants $DISK_MB: docker system df shows what takes it."
}

need_memory() {
  local free
  free=$(free -m | awk '/^Mem:/ { print $7 }')
  say "memory: $free MB available"
  [ "$free" -ge $MEMORY_MB ] || fail "$free MB of memory are available, and two releases side by side want $MEMORY_MB: stop what else runs here."
}

# The new images read the settings of this machine, each in a container that is gone afterwards.
need_configuration() {
  of_release "$RELEASE" config --quiet || fail "The Compose files or .env are not valid: see above."
  try web migrate python manage.py check --deploy --fail-level ERROR
  if ! left_alone nginx "$RELEASE" || ! configured "$RELEASE"; then try nginx nginx start --check; fi
}

# try WHAT SERVICE COMMAND...
try() {
  local what=$1 said
  shift
  remove_container "$PROJECT-check"
  said=$(of_release "$RELEASE" run --rm --no-deps -T --name "$PROJECT-check" "$@" </dev/null 2>&1) ||
    fail "$what of $RELEASE does not accept its configuration: $(say "$said" | tail -n 3)"
}

need_backup() {
  local age
  [ -n "$(serving)" ] || return 0 # nothing to lose yet
  if [ -z "$(setting BACKUP_BUCKET)" ]; then
    no_bucket
    return
  fi
  age=$(backup_age)
  say "backup: ${age:+the last one is $age h old}${age:-there is none}"
  [ -z "$age" ] || [ "$age" -ge $BACKUP_HOURS ] || return 0
  backup_runs && in_backup take --kind release </dev/null || [ -n "${NO_BACKUP:-}" ] ||
    fail "There is no backup of today, and none could be taken. Without one: NO_BACKUP=1 TAG=$RELEASE $(command_line deploy)"
}

# Staging's data can be filled in again.
no_bucket() {
  [ "$ENV" = production ] && [ -z "${NO_BACKUP:-}" ] || { say "backup: none, there is no bucket" && return; }
  fail "BACKUP_BUCKET is not set, so what players saved would be lost with this database." \
    "Set up backups (docs/operating.md), or go without: NO_BACKUP=1 TAG=$RELEASE $(command_line deploy)"
}

# backup_age: whole hours since the last verified one; nothing if there was none.
backup_age() {
  local at
  at=$(compose exec -T backup cat $STATUS </dev/null 2>/dev/null | sed -n '/"last_success": {/,/}/s/.*"at": "\(.*\)".*/\1/p') || at=
  [ -z "$at" ] || say $((($(date +%s) - $(date -d "$at" +%s)) / 3600))
}
