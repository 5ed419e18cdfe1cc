# shellcheck shell=bash
# Starts PostgreSQL and Redis for the tests, from Debian's packages, on unix sockets in a temporary folder.
# Contents: postgres_bin, make_servers_folder, start_postgres, start_redis, stop_servers

[ -z "${TEST_SERVERS_SH:-}" ] || return 0
TEST_SERVERS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

# Not in var/: Debian's postgres user may not be allowed into the checkout, and a socket's path has 107 bytes at most.
SERVERS_FOLDER=
REDIS_PID=

# PostgreSQL refuses to run as root; Debian's package creates a user for it.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd "$SERVERS_FOLDER" && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# postgres_bin: the folder with the programs of the newest PostgreSQL; empty if none is installed.
postgres_bin() {
  find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname
}

make_servers_folder() {
  SERVERS_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/toponaut-servers.XXXXXX")
  chmod 755 "$SERVERS_FOLDER"
}

# start_postgres: sets DATABASE_URL. Peer authentication: only this user of this machine may connect.
start_postgres() {
  local folder bin
  bin=$(postgres_bin)
  folder=$SERVERS_FOLDER/postgres
  mkdir "$folder"
  [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
  as_postgres "$bin/initdb" --pgdata "$folder/data" --username "$(id -un)" --auth peer \
    --encoding UTF8 --locale C.UTF-8 >"$LOGS/initdb.log"
  # fsync off: losing a test database in a power cut does no harm.
  as_postgres "$bin/pg_ctl" start --wait --silent --pgdata "$folder/data" --log "$folder/log" \
    --options "-c unix_socket_directories=$folder -c listen_addresses= -c fsync=off"
  DATABASE_URL=postgresql://${folder//\//%2F}/toponaut
  export DATABASE_URL
}

# start_redis: sets REDIS_URL.
start_redis() {
  local socket=$SERVERS_FOLDER/redis.sock
  redis-server --port 0 --unixsocket "$socket" --save "" --appendonly no --dir "$SERVERS_FOLDER" >"$LOGS/redis.log" &
  REDIS_PID=$!
  for _ in $(seq 50); do
    [ "$(redis-cli -s "$socket" ping 2>/dev/null)" != PONG ] || break
    sleep 0.1
  done
  REDIS_URL="unix://$socket?db=0"
  export REDIS_URL
}

stop_servers() {
  [ -n "$SERVERS_FOLDER" ] || return 0
  [ ! -d "$SERVERS_FOLDER/postgres/data" ] ||
    as_postgres "$(postgres_bin)/pg_ctl" stop --silent --mode immediate --pgdata "$SERVERS_FOLDER/postgres/data" || true
  [ -z "$REDIS_PID" ] || { kill "$REDIS_PID" && wait "$REDIS_PID"; } 2>/dev/null || true
  rm -rf "$SERVERS_FOLDER"
  SERVERS_FOLDER=
}
