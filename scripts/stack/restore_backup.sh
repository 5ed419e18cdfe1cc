#!/usr/bin/env bash
# Restore the database from a backup: BACKUP=latest, or a name that `make backups` shows. With BACKUP=toponaut_before_…,
# the name of a database that an earlier restore replaced, that database becomes the live one again.
#
#   confirm  show the backup and ask; YES=1 answers for scripts
#   restore  into a new database beside the live one, and compare every row with the dumped one
#   safety   the running release must know all migrations of the backup, or it may not work with its tables; UNSAFE=1
#            skips the check
#   update   update the new database's tables and places for the running release; FROM=production: anonymize it
#   swap     the new database gets the live one's name, within a moment; the old one is kept for a day
#   caches   clear what Redis and nginx have cached from the old database
#
# Until the swap the live database is not touched, and a failure leaves everything as it was.
# ENV=staging FROM=production fills staging from production's backups: it reads production's prefix instead of its own.
# An encrypted backup needs IDENTITY=<file>, the private key that age-keygen wrote; the server keeps no copy of it.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh
source scripts/release/lib/deploy_lock.sh

BACKUP=${BACKUP:-}
IDENTITY=${IDENTITY:-/dev/null}
FROM=${FROM:-}
NEW_DATABASE= # set as long as a failure must drop it

preflight() {
  [ -n "$BACKUP" ] ||
    fail "BACKUP is missing: BACKUP=latest $(make_command restore), or a name that \`$(make_command backups)\` shows."
  case $ENV:$FROM in
    *: | staging:production) ;;
    *) fail "FROM='$FROM' is not possible for $ENV: the only choice is ENV=staging FROM=production make restore." ;;
  esac
  [ -r "$IDENTITY" ] || fail "The private key $IDENTITY is missing, or this user may not read it."
  need_backup_container
}

# with_source_prefix COMMAND...: run it in the backup container, on the backups of FROM, or else of this environment.
with_source_prefix() {
  local prefix=
  [ -z "$FROM" ] || prefix=BACKUP_PREFIX=$(setting BACKUP_PREFIX production)
  compose exec -T ${prefix:+-e "$prefix"} backup backup "$@"
}

confirm() {
  local answer
  is_replaced_database || with_source_prefix show "$BACKUP" </dev/null
  [ -z "${YES:-}" ] || return 0
  printf 'Replace the live database of %s? Plays saved since that backup disappear from the site. [yes/no] ' "$ENV"
  read -r answer || answer=
  [ "$answer" = yes ] || fail "Nothing was changed."
}

# Whether BACKUP names a database that an earlier restore replaced, instead of a backup.
is_replaced_database() { [[ $BACKUP == toponaut_before_* ]]; }

drop_unfinished() { [ -z "$NEW_DATABASE" ] || in_backup_container discard "$NEW_DATABASE" </dev/null; }

restore_beside() {
  local identity=
  ! is_replaced_database || { NEW_DATABASE=$BACKUP && return; }
  trap drop_unfinished EXIT
  [ "$IDENTITY" = /dev/null ] || identity=--identity
  NEW_DATABASE=$(with_source_prefix restore "$BACKUP" ${identity:+"$identity"} <"$IDENTITY")
}

# manage CACHE_EPOCH_LINK COMMAND: run it in a separate container, on the new database, or after the swap on the live
# one.
manage_new_database() {
  local database=postgresql://toponaut@postgres:5432/${NEW_DATABASE:-toponaut}
  compose_at_running_tag run --rm --no-deps -T -e "DATABASE_URL=$database" \
    -e "CACHE_EPOCH_LINK=$1" migrate sh -c "$2" </dev/null
}

# As for a rollback, migrations that the running release does not know are taken for a danger. The release that made the
# backup knows them.
need_safety() {
  manage_new_database "" "python manage.py check_rollback --list | python manage.py check_rollback --against" ||
    [ -n "${UNSAFE:-}" ] ||
    fail "$(running_tag) may not work with the tables of this backup: see above. Nothing was changed." \
      "First deploy the release that made the backup (\`$(make_command backups)\` shows it), then restore." \
      "To do it anyway: UNSAFE=1 BACKUP=$BACKUP $(make_command restore)"
}

# CACHE_EPOCH_LINK is empty: nginx must not drop its cache before the new database is the live one.
update_tables() {
  local anonymize=
  [ -z "$FROM" ] || anonymize=" && python manage.py anonymize"
  manage_new_database "" "python manage.py migrate --verbosity 0 && python manage.py load_places$anonymize"
}

swap_databases() {
  in_backup_container swap "$NEW_DATABASE" </dev/null
  NEW_DATABASE=
}

# Redis may be down, which does not matter. What the workers have cached is valid for its data, whatever the database.
clear_caches() {
  compose exec -T redis redis-cli flushall </dev/null >/dev/null || say "Redis does not answer, so it was not emptied."
  manage_new_database /run/toponaut/cache-epoch "python manage.py invalidate_cache"
}

preflight
confirm
take_lock_if_possible
restore_beside
need_safety
update_tables
swap_databases
clear_caches
say "The database is restored. The old one is kept for a day. To return to it: BACKUP=<name> $(make_command restore)"
