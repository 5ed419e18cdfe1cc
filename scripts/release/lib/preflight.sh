# shellcheck shell=bash
# Checks what must be true before a release is deployed. Changes nothing, except that it takes a backup if the last one
# is older than 24 hours. Each refusal is one line that says what to do.
# Contents: preflight_release, need_tag, need_images

[ -z "${PREFLIGHT_SH:-}" ] || return 0
PREFLIGHT_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/accessories.sh"
source scripts/lib/compose_preflight.sh
source scripts/lib/backup_container.sh

MIN_DISK_MB=1024 # loading places writes 300 MB of WAL and 240 MB of tables; verifying a backup writes as much again
MIN_INODES=10000 # static files and error pages, the tables' files, the new containers
MIN_MEMORY_MB=200 # the second web container uses 120 MB under load; loading places before it starts uses 158
MAX_BACKUP_HOURS=24
BACKUP_STATUS=/var/lib/toponaut-backup/status.json

# preflight_release TAG deploy|rollback|rotate
preflight_release() {
  need_writable_checkout
  need_docker
  need_compose
  need_tag "$1"
  need_secrets
  need_true_status_page
  need_images "$1"
  need_disk
  need_memory
  need_configuration "$1"
  [ "$2" != deploy ] || need_backup "$1"
}

need_tag() {
  [ -n "$1" ] || fail "TAG is missing: which release? For example: TAG=v1.4.0 $(make_command deploy)"
  case $1 in
    [!A-Za-z0-9_]* | *[!A-Za-z0-9_.-]*)
      fail "TAG='$1' is not an image tag: expected letters, digits, dots, dashes and underscores."
      ;;
  esac
}

need_images() {
  local missing
  [ -z "$(missing_images "$1")" ] || pull_images "$1" ||
    fail "The images of $1 could not be pulled from $(setting REGISTRY). Docker's message is above."
  missing=$(missing_images "$1" | tr '\n' ' ')
  [ -z "$missing" ] || fail "These images are not on this machine: ${missing% }." \
    "To send them: \`TAG=$1 HOST=… make ship\` where they were built."
  need_code_of_tag "$1"
}

need_disk() {
  local folder free
  folder=$(docker info --format '{{.DockerRootDir}}')
  [ -d "$folder" ] || folder=/
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  say "disk: $free MB free"
  [ "$free" -ge "$MIN_DISK_MB" ] ||
    fail "$folder has $free MB free, and a release needs $MIN_DISK_MB. To see what uses the disk: docker system df"
  need_inodes "$folder"
}

# need_inodes FOLDER. A file system without a fixed number of inodes, like btrfs, reports 0 of them.
need_inodes() {
  local all free
  read -r all free < <(df -Pi "$1" | awk 'NR == 2 { print $2 + 0, $4 + 0 }')
  [ "$all" -eq 0 ] || [ "$free" -ge "$MIN_INODES" ] ||
    fail "$1 has room for $free more files (inodes), and a release needs $MIN_INODES." \
      "To see which folders hold the most: du --inodes -x / | sort -n | tail"
}

need_memory() {
  local free
  free=$(free -m | awk '/^Mem:/ { print $7 }')
  say "memory: $free MB available"
  [ "$free" -ge "$MIN_MEMORY_MB" ] ||
    fail "$free MB of memory are available, and two releases side by side need $MIN_MEMORY_MB: stop other programs."
}

# need_configuration TAG: the new images must accept this machine's settings. Each checks them in a temporary container.
need_configuration() {
  compose_with_tag "$1" config --quiet || fail "The Compose files or .env are not valid. Compose's message is above."
  accessory_unchanged postgres "$1" || need_cluster_of "$1"
  try_configuration "$1" web migrate python manage.py check --deploy --fail-level ERROR
  if ! accessory_unchanged nginx "$1" || ! nginx_config_unchanged "$1"; then
    try_configuration "$1" nginx nginx start --check
  fi
}

# need_cluster_of TAG: its PostgreSQL must accept the cluster in the volume. Images of earlier releases have no such check:
# they would start a second server on the volume.
need_cluster_of() {
  try_configuration "$1" postgres postgres sh -c '[ ! -e /usr/local/bin/upgrade ] || exec start --check'
}

# try_configuration TAG NAME SERVICE COMMAND...: the message to the operator contains NAME.
try_configuration() {
  local tag=$1 name=$2 output
  shift 2
  remove_container "$PROJECT-check"
  output=$(compose_with_tag "$tag" run --rm --no-deps -T --name "$PROJECT-check" "$@" </dev/null 2>&1) ||
    fail "$name of $tag does not accept its configuration: $(say "$output" | tail -n 3)"
}

# need_backup TAG
need_backup() {
  local age
  [ -n "$(serving_container)" ] || return 0 # there is no data yet
  if [ -z "$(setting BACKUP_BUCKET)" ]; then
    need_consent_without_bucket "$1"
    return
  fi
  age=$(backup_age)
  if [ -n "$age" ]; then say "backup: the last one is $age h old"; else say "backup: there is none"; fi
  [ -z "$age" ] || [ "$age" -ge "$MAX_BACKUP_HOURS" ] || return 0
  service_runs backup && in_backup_container take --kind release </dev/null || [ -n "${NO_BACKUP:-}" ] ||
    fail "There is no backup of the last $MAX_BACKUP_HOURS hours, and taking one failed." \
      "To go without: NO_BACKUP=1 TAG=$1 $(make_command deploy)"
}

# need_consent_without_bucket TAG: in production only; staging's data can be loaded again.
need_consent_without_bucket() {
  [ "$ENV" = production ] && [ -z "${NO_BACKUP:-}" ] || { say "backup: none, there is no bucket" && return; }
  fail "BACKUP_BUCKET is not set, so what players saved would be lost with this database." \
    "Set up backups (docs/operating.md), or go without: NO_BACKUP=1 TAG=$1 $(make_command deploy)"
}

# backup_age: whole hours since the last verified backup; empty if there was none.
backup_age() {
  local at
  at=$(compose exec -T backup cat "$BACKUP_STATUS" </dev/null 2>/dev/null |
    jq --raw-output '.last_success.at // empty') || at=
  [ -z "$at" ] || say $((($(date +%s) - $(date -d "$at" +%s)) / 3600))
}
