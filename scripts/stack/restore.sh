#!/usr/bin/env bash
# Make the database what it was when a backup was taken: BACKUP=latest, or a name that `make backups` shows. With the name
# of what was live before a restore, toponaut_before_…, it goes back to that.
#
#   ask      shows which one it is; YES=1 answers for scripts
#   restore  into a new database beside the live one, compared with what was dumped: row by row
#   update   the new database's tables and places brought to the release that runs; FROM=production: people's secrets go
#   swap     the new one takes the live one's name within a moment; the old one is kept for a day
#   forget   what was answered from the old one: in Redis, in the workers, in nginx
#
# Until the swap the live database is not touched, and whatever fails before it leaves everything as it was.
# ENV=staging FROM=production fills staging from production's backups, whose prefix it reads instead of its own.
# An encrypted backup wants IDENTITY=<file>, the private key that age-keygen wrote; nothing of it is kept here.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh

BACKUP=${BACKUP:-}
IDENTITY=${IDENTITY:-/dev/null}
FROM=${FROM:-}
DATABASE= # the new one, as long as it is to be dropped if anything fails

preflight() {
  [ -n "$BACKUP" ] || fail "Which backup? BACKUP=latest $(command_line restore), or a name that \`$(command_line backups)\` shows."
  case $ENV:$FROM in
    *: | staging:production) ;;
    *) fail "FROM='$FROM' is not possible for $ENV: ENV=staging FROM=production make restore fills staging." ;;
  esac
  [ -r "$IDENTITY" ] || fail "The private key $IDENTITY is missing, or this user may not read it."
  need_backup_container
}

# of_bucket COMMAND...: in the sidecar, on the backups that are meant.
of_bucket() {
  local prefix=
  [ -z "$FROM" ] || prefix=BACKUP_PREFIX=$(setting BACKUP_PREFIX production)
  compose exec -T ${prefix:+-e "$prefix"} backup backup "$@"
}

ask() {
  local answer
  is_kept || of_bucket show "$BACKUP" </dev/null
  [ -z "${YES:-}" ] || return 0
  printf 'Put it in place of the database of %s? What was saved since then goes with the old one. [yes/no] ' "$ENV"
  read -r answer || answer=
  [ "$answer" = yes ] || fail "Nothing was changed."
}

is_kept() { [[ $BACKUP == toponaut_before_* ]]; }

drop_unfinished() { [ -z "$DATABASE" ] || in_backup discard "$DATABASE" </dev/null; }

restore() {
  local identity=
  ! is_kept || { DATABASE=$BACKUP && return; }
  trap drop_unfinished EXIT
  [ "$IDENTITY" = /dev/null ] || identity=--identity
  DATABASE=$(of_bucket restore "$BACKUP" ${identity:+"$identity"} <"$IDENTITY")
}

# manage CACHE_EPOCH_LINK COMMAND: in a container of its own, as docs/operating.md has it.
manage() {
  of_running run --rm --no-deps -T -e "DATABASE_URL=postgresql://toponaut@postgres:5432/${DATABASE:-toponaut}" \
    -e "CACHE_EPOCH_LINK=$1" migrate sh -c "$2" </dev/null
}

# Without the link: nginx is told once the database is the live one.
update() {
  local scrub=
  [ -z "$FROM" ] || scrub=" && python manage.py scrub"
  manage "" "python manage.py migrate --verbosity 0 && python manage.py load_places$scrub"
}

swap() {
  in_backup swap "$DATABASE" </dev/null
  DATABASE=
}

# Redis may be away; the workers come back with nothing remembered, one after the other.
forget() {
  compose exec -T redis redis-cli flushall </dev/null >/dev/null || say "Redis does not answer, so it was not emptied."
  compose kill --signal HUP web 2>/dev/null || true
  manage /run/toponaut/cache-epoch "python manage.py invalidate_cache"
}

preflight
ask
restore
update
swap
forget
say "The database is what it was. The old one is kept for a day: BACKUP=<its name> $(command_line restore) goes back to it."
