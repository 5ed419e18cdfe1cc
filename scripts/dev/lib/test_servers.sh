# shellcheck shell=bash
# Throwaway servers for the tests, from Debian's packages, on unix sockets in a temporary folder.
# Contents: start_postgres, start_redis, stop_servers

# Not in var/: Debian's postgres user may not be allowed into the checkout, and a socket's path has 107 bytes at most.
SERVERS=
REDIS_PID=

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd "$SERVERS" && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

postgres_bin() {
  find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname
}

make_servers_folder() {
  SERVERS=$(mktemp -d "${TMPDIR:-/tmp}/toponaut-servers.XXXXXX")
  chmod 755 "$SERVERS"
}

# start_postgres: sets DATABASE_URL. Peer authentication: only this user of this machine gets in.
start_postgres() {
  local folder bin
  bin=$(postgres_bin)
  folder=$SERVERS/postgres
  mkdir "$folder"
  [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
  as_postgres "$bin/initdb" --pgdata "$folder/data" --username "$(id -un)" --auth peer \
    --encoding UTF8 --locale C.UTF-8 >"$LOGS/initdb.log"
  # fsync off: a test database that a power cut destroys is no loss.
  as_postgres "$bin/pg_ctl" start --wait --silent --pgdata "$folder/data" --log "$folder/log" \
    --options "-c unix_socket_directories=$folder -c listen_addresses= -c fsync=off"
  DATABASE_URL=postgresql://${folder//\//%2F}/toponaut
  export DATABASE_URL
}

# start_redis: sets REDIS_URL.
start_redis() {
  local socket=$SERVERS/redis.sock
  redis-server --port 0 --unixsocket "$socket" --save "" --appendonly no --dir "$SERVERS" >"$LOGS/redis.log" &
  REDIS_PID=$!
  for _ in $(seq 50); do
    [ "$(redis-cli -s "$socket" ping 2>/dev/null)" != PONG ] || break
    sleep 0.1
  done
  REDIS_URL="unix://$socket?db=0"
  export REDIS_URL
}

stop_servers() {
  [ -n "$SERVERS" ] || return 0
  [ ! -d "$SERVERS/postgres/data" ] ||
    as_postgres "$(postgres_bin)/pg_ctl" stop --silent --mode immediate --pgdata "$SERVERS/postgres/data" || true
  [ -z "$REDIS_PID" ] || { kill "$REDIS_PID" && wait "$REDIS_PID"; } 2>/dev/null || true
  rm -rf "$SERVERS"
  SERVERS=
}
