# shellcheck shell=bash disable=SC2034
# Where the cluster is in the volume, and the refusals that keep a server away from a cluster that is not its own.
# start.sh and upgrade.sh source this file.
# Contents: fail, program_major, lock_volume, cluster_majors, need_own_cluster, sql, init_cluster

VOLUME=/var/lib/postgresql # one folder for each major version, so that the clusters of two versions fit beside each other
CONF=/etc/postgresql/postgresql.conf

fail() {
  printf 'postgres: %s\n' "$*" >&2
  exit 1
}

# program_major: the major version of the installed PostgreSQL.
program_major() { postgres --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/'; }

# lock_volume: two servers on one cluster would destroy it, and two containers do not see each other's processes. The
# server inherits the descriptor, so the kernel holds the lock until the server's last process has ended.
lock_volume() {
  exec 9>>"$VOLUME/.lock"
  flock --timeout 2 9 || fail "another server uses this volume. Find its container with \`docker ps\`, and stop it first."
}

# cluster_majors: the major versions whose clusters are in the volume, oldest first.
cluster_majors() {
  local file
  for file in "$VOLUME"/*/PG_VERSION; do
    [[ ! -f $file || $file == *.unfinished/* ]] || cat "$file"
  done | sort -n
}

# need_own_cluster MAJOR: refuse unless the volume holds a cluster of this version and none of a later one, or nothing.
need_own_cluster() {
  local program newest
  program=$(program_major)
  [ "$program" = "$1" ] ||
    fail "this image has PostgreSQL $program, and its start script is for $1: build the image from one release."
  newest=$(cluster_majors | tail -n 1)
  if [ "${newest:-0}" -gt "$1" ]; then
    fail "the data is in a cluster of PostgreSQL $newest, and this release has $1: start a release with $newest."
  elif [ -e "$VOLUME/$1" ]; then
    need_version "$1"
  elif [ -n "$newest" ]; then
    fail "the data is in a cluster of PostgreSQL $newest, and this release has $1: run \`make upgrade-postgres\`."
  elif [ -n "$(other_files)" ]; then
    fail "the volume holds no cluster, and is not empty, so none is created: move away $(other_files)."
  fi
}

# need_version MAJOR: the folder with this name must hold a cluster of this version.
need_version() {
  local version
  version=$(cat "$VOLUME/$1/PG_VERSION" 2>/dev/null) || fail "$VOLUME/$1 holds no cluster: restore a backup."
  [ "$version" = "$1" ] ||
    fail "$VOLUME/$1 holds a cluster of PostgreSQL $version: rename the folder to $version, then \`make upgrade-postgres\`."
}

# other_files: what makes the volume not empty. What a killed first start or upgrade has left does not count.
other_files() {
  find "$VOLUME" -mindepth 1 -maxdepth 1 ! -name lost+found ! -name .lock ! -name '*.unfinished' | tr '\n' ' '
}

# sql FOLDER: run statements from stdin, with an empty line after each, without a server and without a password.
sql() {
  postgres --single -j -D "$1" -c "config_file=$CONF" -c log_checkpoints=off postgres >/dev/null
}

# init_cluster FOLDER: an empty cluster.
init_cluster() {
  rm -rf "$1"
  initdb --pgdata "$1" --username postgres --encoding UTF8 --locale C.UTF-8 --data-checksums --auth reject >/dev/null
}
