#!/usr/bin/env bash
# Copies the cluster of an older major version into a new one of this version. scripts/release/upgrade_postgres.sh runs
# these commands, in a container of the new image:
#
#   upgrade plan        print: the version of the newest cluster, its MB, MB needed for a copy, MB free
#   upgrade copy        dump from the old server, restore, compare every table, and only then give the new cluster its name
#   upgrade set-aside   undo the last step of `copy`
#   upgrade clean       remove what an upgrade that did not end has left
#   upgrade delete-old  delete the clusters of older versions
#
# The old server runs in a container of the old image, on the same volume. Both meet at a socket in the volume, so no
# network and no password is needed. Nobody else can connect to it, so nothing is written meanwhile.
set -euo pipefail
# shellcheck source=services/postgres/cluster.sh
source /usr/local/lib/postgres_cluster.sh

NEW=$(program_major)
DATA=$VOLUME/$NEW
OLD_SOCKET=$VOLUME/socket.unfinished # the folder with the old server's socket
SERVER_LOG=/tmp/server.log
MAX_WAL_MB=512 # max_wal_size of postgresql.conf
EMPTY_CLUSTER_MB=64
MAX_OLD_START_SECONDS=120 # recovery, if the old server was killed

plan() {
  local newest size
  newest=$(cluster_majors | tail -n 1)
  size=$(du -sm "$VOLUME/$newest/base" 2>/dev/null | cut -f1) || size=0
  echo "${newest:-0}" "$size" $((size + MAX_WAL_MB + EMPTY_CLUSTER_MB)) "$(df -Pm "$VOLUME" | awk 'NR == 2 { print $4 }')"
}

# The new server listens at its own socket only, in the container's memory.
start_new_server() {
  init_cluster "$DATA.unfinished"
  pg_ctl start --wait --silent -D "$DATA.unfinished" --log "$SERVER_LOG" \
    --options "-c config_file=$CONF -c listen_addresses=''" || { tail -n 5 "$SERVER_LOG" >&2 && return 1; }
}

wait_for_old_server() {
  local end=$((SECONDS + MAX_OLD_START_SECONDS))
  until pg_isready --quiet --host "$OLD_SOCKET"; do
    [ "$SECONDS" -lt "$end" ] || fail "the old server did not start within $MAX_OLD_START_SECONDS s."
    sleep 0.2
  done
}

psql_strict() { psql --no-psqlrc --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 --dbname postgres "$@"; }

# databases_of HOST: all that hold data, so copies from before a restore too.
databases_of() {
  psql_strict --host "$1" --command "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate
    AND datname <> 'postgres' ORDER BY datname"
}

# The new cluster has the role postgres already.
copy_roles() {
  pg_dumpall --host "$OLD_SOCKET" --globals-only | grep -vx 'CREATE ROLE postgres;' | psql_strict >/dev/null
}

copy_database() {
  pg_dump --host "$OLD_SOCKET" --create --dbname "$1" | psql_strict >/dev/null
}

# digests HOST DATABASE: a line for each table, with its rows and the sum of their hashes, and for each sequence; and how
# many tables, indexes, sequences and views there are. The text of a row must not depend on the server's settings.
digests() {
  psql_strict --host "$1" --dbname "$2" <<'SQL'
SET timezone = 'UTC'; SET bytea_output = 'hex'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';
SELECT format('SELECT %L, count(*), sum((''x0'' || left(md5(one::text), 15))::bit(64)::bigint::numeric) FROM ONLY %s AS one',
  pg_class.oid::regclass, pg_class.oid::regclass)
FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)' ORDER BY 1 \gexec
SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2;
SELECT relkind, count(*) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
GROUP BY relkind ORDER BY relkind;
SQL
}

compare_database() {
  digests "$OLD_SOCKET" "$1" >/tmp/old
  digests /run/postgresql "$1" >/tmp/new
  diff /tmp/old /tmp/new >&2 || fail "the copy of the database $1 differs: see above. The old cluster is untouched."
  echo "postgres: $1 is equal: $(wc -l </tmp/new) counts and digests of tables and sequences"
}

copy() {
  local database names
  [ ! -e "$DATA" ] || fail "there is a cluster of PostgreSQL $NEW already."
  start_new_server
  wait_for_old_server
  copy_roles
  names=$(databases_of "$OLD_SOCKET")
  for database in $names; do copy_database "$database"; done
  [ "$(databases_of /run/postgresql)" = "$names" ] || fail "not all databases were copied."
  for database in $names; do compare_database "$database"; done
  vacuumdb --all --analyze-only --quiet # a dump has no statistics, and without them queries are planned badly
  pg_ctl stop --wait --silent -D "$DATA.unfinished"
  initdb --sync-only -D "$DATA.unfinished" >/dev/null
  mv "$DATA.unfinished" "$DATA"
}

# The lock shows that no server uses the cluster any more.
set_aside() {
  lock_volume
  rm -rf "$DATA.unfinished"
  mv "$DATA" "$DATA.unfinished"
}

clean() { rm -rf "$VOLUME"/*.unfinished; }

delete_old() {
  local major
  [ -f "$DATA/PG_VERSION" ] || fail "there is no cluster of PostgreSQL $NEW, so nothing is deleted."
  for major in $(cluster_majors); do
    [ "$major" -lt "$NEW" ] || continue
    rm -rf "${VOLUME:?}/$major"
    echo "postgres: deleted the cluster of PostgreSQL $major"
  done
}

case ${1:-} in
  plan) plan ;;
  copy) copy ;;
  set-aside) set_aside ;;
  clean) clean ;;
  delete-old) delete_old ;;
  *) fail "'${1:-}' is no command: expected plan, copy, set-aside, clean or delete-old." ;;
esac
