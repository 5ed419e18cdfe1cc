#!/usr/bin/env bash
# Make the cluster on the first start, apply the password file, become PostgreSQL.
#
#   password   what the secret file holds; applied at every start, so that changing the file changes the password
#   cluster    made beside its final name: a start that is killed half-way leaves nothing that looks finished
#   postgres   in the foreground, as this very process
set -euo pipefail

MAJOR=17
DATA=/var/lib/postgresql/$MAJOR # the major version in the name: the next one lies beside it
CONF=/etc/postgresql/postgresql.conf
SECRET=/run/secrets/postgres_password
SHORTEST=24 # characters, as services/web/config/checks.py has it

fail() {
  printf 'postgres: %s\n' "$*" >&2
  exit 1
}

read_password() {
  [ -r "$SECRET" ] || fail "$SECRET is missing or cannot be read: run \`make secrets\` and start again."
  password=$(<"$SECRET")
  [ ${#password} -ge $SHORTEST ] || fail "the database password has fewer than $SHORTEST characters: run \`make secrets\`."
  case $password in
    *[!A-Za-z0-9_-]*) fail "the database password may hold letters, digits, _ and - only: run \`make secrets\`." ;;
  esac
}

# sql FOLDER: statements from stdin, one a line, without a server and without a password.
sql() {
  postgres --single -j -D "$1" -c "config_file=$CONF" -c log_checkpoints=off postgres >/dev/null
}

make_cluster() {
  rm -rf "$DATA.unfinished"
  initdb --pgdata "$DATA.unfinished" --username postgres --encoding UTF8 --locale C.UTF-8 --data-checksums \
    --auth reject >/dev/null
  # The site owns its database and is not a superuser: a hole in it cannot read the server's files.
  printf 'CREATE ROLE toponaut LOGIN;\n\nCREATE DATABASE toponaut OWNER toponaut;\n\n' | sql "$DATA.unfinished"
  mv "$DATA.unfinished" "$DATA"
  echo "postgres: made a new cluster in $DATA"
}

read_password
[ -d "$DATA" ] || make_cluster
# Left by a kill: it names a process of the container's last life, whose number another one has now, perhaps our own.
# Nothing else runs in here yet, and a second container on the same volume would not be seen by it anyway.
rm -f "$DATA/postmaster.pid"
printf "ALTER ROLE toponaut PASSWORD '%s';\n\n" "$password" | sql "$DATA"
unset password
exec postgres -D "$DATA" -c "config_file=$CONF"
