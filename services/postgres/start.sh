#!/usr/bin/env bash
# Create the cluster at the first start, apply the password files, run PostgreSQL.
#
#   refusals   a cluster of another major version, or files that are no cluster; --check stops after these
#   passwords  from the secret files, applied at every start, so that changing a file changes the password
#   cluster    created under a temporary name: a start that is killed half-way leaves nothing that looks complete
#   roles      of the site and of the backup; the latter also in a cluster from before there was one
#   postgres   under lifecycle, which replaces this process
set -euo pipefail
# shellcheck source=services/postgres/cluster.sh
source /usr/local/lib/postgres_cluster.sh

MAJOR=17 # a base image with another version must not go live by accident
DATA=$VOLUME/$MAJOR
SECRETS=/run/secrets
MIN_PASSWORD_LENGTH=24 # characters, as in services/web/config/checks.py

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

make_cluster() {
  init_cluster "$DATA.unfinished"
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

if [ "${1:-}" = --check ]; then
  need_own_cluster "$MAJOR"
  exit 0
fi
lifecycle start postgres
need_own_cluster "$MAJOR"
read_password postgres_password
site_password=$password
read_password backup_password
lock_volume
[ -d "$DATA" ] || make_cluster
# After a kill this file names a process of the container's previous run. Another process may have that number now. No
# other server can run on this volume: it would hold the lock.
rm -f "$DATA/postmaster.pid"
{
  create_backup_role
  printf "ALTER ROLE toponaut PASSWORD '%s';\n\nALTER ROLE backup PASSWORD '%s';\n\n" "$site_password" "$password"
} | sql "$DATA"
unset password site_password
exec lifecycle run postgres postgres -D "$DATA" -c "config_file=$CONF"
