#!/usr/bin/env bash
# Set the database back to a backup: BACKUP=latest, or a name that `make backups` shows. BACKUP=toponaut_before_… is the
# name of a database that an earlier restore replaced: that one becomes the live database again.
#
#   confirm  show the backup and ask; YES=1 answers for scripts
#   restore  into a new database beside the live one, and compare it row by row with what was dumped
#   update   bring the new database's tables and places to the release that runs; FROM=production: scrub personal data
#   swap     the new database takes the live one's name within a moment; the old one is kept for a day
#   caches   clear what was cached from the old one: in Redis, in the workers, in nginx
#
# Until the swap the live database is not touched, and a failure leaves everything as it was.
# ENV=staging FROM=production fills staging from production's backups: it reads production's prefix instead of its own.
# An encrypted backup needs IDENTITY=<file>, the private key that age-keygen wrote; the server keeps no copy of it.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh

BACKUP=${BACKUP:-}
IDENTITY=${IDENTITY:-/dev/null}
FROM=${FROM:-}
NEW_DATABASE= # as long as a failure has to drop it

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

# with_source_prefix COMMAND...: in the backup container, on the bucket's backups of FROM, or of this environment.
with_source_prefix() {
  local prefix=
  [ -z "$FROM" ] || prefix=BACKUP_PREFIX=$(setting BACKUP_PREFIX production)
  compose exec -T ${prefix:+-e "$prefix"} backup backup "$@"
}

confirm() {
  local answer
  is_replaced_database || with_source_prefix show "$BACKUP" </dev/null
  [ -z "${YES:-}" ] || return 0
  printf 'Replace the live database of %s? What was saved since that backup disappears from the site. [yes/no] ' "$ENV"
  read -r answer || answer=
  [ "$answer" = yes ] || fail "Nothing was changed."
}

# Whether BACKUP is no backup but a database that an earlier restore replaced.
is_replaced_database() { [[ $BACKUP == toponaut_before_* ]]; }

drop_unfinished() { [ -z "$NEW_DATABASE" ] || in_backup_container discard "$NEW_DATABASE" </dev/null; }

restore_beside() {
  local identity=
  ! is_replaced_database || { NEW_DATABASE=$BACKUP && return; }
  trap drop_unfinished EXIT
  [ "$IDENTITY" = /dev/null ] || identity=--identity
  NEW_DATABASE=$(with_source_prefix restore "$BACKUP" ${identity:+"$identity"} <"$IDENTITY")
}

# manage CACHE_EPOCH_LINK COMMAND: in a container of its own, on the new database, or on the live one after the swap.
manage() {
  local database=postgresql://toponaut@postgres:5432/${NEW_DATABASE:-toponaut}
  compose_at_running_tag run --rm --no-deps -T -e "DATABASE_URL=$database" \
    -e "CACHE_EPOCH_LINK=$1" migrate sh -c "$2" </dev/null
}

# Without the link: nginx must not drop its cache before the new database is the live one.
update_tables() {
  local scrub=
  [ -z "$FROM" ] || scrub=" && python manage.py scrub"
  manage "" "python manage.py migrate --verbosity 0 && python manage.py load_places$scrub"
}

swap_databases() {
  in_backup_container swap "$NEW_DATABASE" </dev/null
  NEW_DATABASE=
}

# Redis may be down, which does not matter. HUP replaces the workers, and what they had cached, one after the other.
clear_caches() {
  compose exec -T redis redis-cli flushall </dev/null >/dev/null || say "Redis does not answer, so it was not emptied."
  compose kill --signal HUP web 2>/dev/null || true
  manage /run/toponaut/cache-epoch "python manage.py invalidate_cache"
}

preflight
confirm
restore_beside
update_tables
swap_databases
clear_caches
say "The database is restored. The old one is kept for a day. To return to it: BACKUP=<name> $(make_command restore)"
