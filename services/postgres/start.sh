#!/usr/bin/env bash
# Create the cluster at the first start, apply the password files, become PostgreSQL.
#
#   passwords  from the secret files, applied at every start, so that changing a file changes the password
#   cluster    created under a temporary name: a start that is killed half-way leaves nothing that looks complete
#   roles      of the site and of the backup; the latter also in a cluster from before there was one
#   postgres   replaces this process
set -euo pipefail

MAJOR=17
DATA=/var/lib/postgresql/$MAJOR # with the major version, so that the cluster of the next one fits beside it
CONF=/etc/postgresql/postgresql.conf
SECRETS=/run/secrets
STARTS=/run/toponaut-starts
MIN_PASSWORD_LENGTH=24 # characters, as in services/web/config/checks.py

fail() {
  printf 'postgres: %s\n' "$*" >&2
  exit 1
}

# read_password NAME: sets password.
read_password() {
  local file=$SECRETS/$1 name="the password in $1"
  [ -r "$file" ] || fail "$file is missing or cannot be read: run \`make secrets\` and start again."
  password=$(<"$file")
  [ ${#password} -ge $MIN_PASSWORD_LENGTH ] ||
    fail "$name has fewer than $MIN_PASSWORD_LENGTH characters: run \`make secrets\`."
  case $password in
    *[!A-Za-z0-9_-]*) fail "$name may contain letters, digits, _ and - only: run \`make secrets\`." ;;
  esac
}

# sql FOLDER: run statements from stdin, with an empty line after each, without a server and without a password.
sql() {
  postgres --single -j -D "$1" -c "config_file=$CONF" -c log_checkpoints=off postgres >/dev/null
}

make_cluster() {
  rm -rf "$DATA.unfinished"
  initdb --pgdata "$DATA.unfinished" --username postgres --encoding UTF8 --locale C.UTF-8 --data-checksums \
    --auth reject >/dev/null
  # The site's role owns its database and is not a superuser: an attacker who takes over the site cannot read server files.
  printf 'CREATE ROLE toponaut LOGIN;\n\nCREATE DATABASE toponaut OWNER toponaut;\n\n' | sql "$DATA.unfinished"
  mv "$DATA.unfinished" "$DATA"
  echo "postgres: created a new cluster in $DATA"
}

# A backup is restored into a new database, which then gets the name of the live one. So the backup's role can create
# databases, and has the rights of the site's role. It is not a superuser either, and the site cannot use it.
create_backup_role() {
  cat <<'SQL'
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backup') THEN
CREATE ROLE backup LOGIN CREATEDB; GRANT toponaut TO backup; END IF; END $$;

SQL
}

{ date +%s >>"$STARTS/postgres"; } 2>/dev/null || true # the monitor counts starts; PostgreSQL starts without it too
read_password postgres_password
site_password=$password
read_password backup_password
[ -d "$DATA" ] || make_cluster
# After a kill this file names a process of the container's previous run. Another process may have that number now. No
# other server can run in this container yet, and the file would not show one in a second container on the same volume.
rm -f "$DATA/postmaster.pid"
{
  create_backup_role
  printf "ALTER ROLE toponaut PASSWORD '%s';\n\nALTER ROLE backup PASSWORD '%s';\n\n" "$site_password" "$password"
} | sql "$DATA"
unset password site_password
exec postgres -D "$DATA" -c "config_file=$CONF"
