#!/usr/bin/env bash
# Make the cluster on the first start, apply the password files, become PostgreSQL.
#
#   passwords  what the secret files hold; applied at every start, so that changing a file changes the password
#   cluster    made beside its final name: a start that is killed half-way leaves nothing that looks finished
#   roles      the site's and the backup's; also in a cluster that is older than its role
#   postgres   in the foreground, as this very process
set -euo pipefail

MAJOR=17
DATA=/var/lib/postgresql/$MAJOR # the major version in the name: the next one lies beside it
CONF=/etc/postgresql/postgresql.conf
SECRETS=/run/secrets
STARTS=/run/toponaut-starts
SHORTEST=24 # characters, as services/web/config/checks.py has it

fail() {
  printf 'postgres: %s\n' "$*" >&2
  exit 1
}

# read_password NAME: sets password.
read_password() {
  local file=$SECRETS/$1 what="the password in $1"
  [ -r "$file" ] || fail "$file is missing or cannot be read: run \`make secrets\` and start again."
  password=$(<"$file")
  [ ${#password} -ge $SHORTEST ] || fail "$what has fewer than $SHORTEST characters: run \`make secrets\`."
  case $password in
    *[!A-Za-z0-9_-]*) fail "$what may hold letters, digits, _ and - only: run \`make secrets\`." ;;
  esac
}

# sql FOLDER: statements from stdin, an empty line after each, without a server and without a password.
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

# Backups are restored into databases of their own, which take the live one's name: so their role makes databases, and
# may do what the site may. It is no superuser either, and the site cannot act as it.
backup_role() {
  cat <<'SQL'
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backup') THEN
CREATE ROLE backup LOGIN CREATEDB; GRANT toponaut TO backup; END IF; END $$;

SQL
}

{ date +%s >>"$STARTS/postgres"; } 2>/dev/null || true # for the monitor; the start matters more
read_password postgres_password
site_password=$password
read_password backup_password
[ -d "$DATA" ] || make_cluster
# Left by a kill: it names a process of the container's last life, whose number another one has now, perhaps our own.
# Nothing else runs in here yet, and a second container on the same volume would not be seen by it anyway.
rm -f "$DATA/postmaster.pid"
{
  backup_role
  printf "ALTER ROLE toponaut PASSWORD '%s';\n\nALTER ROLE backup PASSWORD '%s';\n\n" "$site_password" "$password"
} | sql "$DATA"
unset password site_password
exec postgres -D "$DATA" -c "config_file=$CONF"
