# shellcheck shell=bash
# Only one deploy or rollback at a time. The kernel releases the lock when the command ends, even if it is killed.
# Contents: take_lock

[ -z "${DEPLOY_LOCK_SH:-}" ] || return 0
DEPLOY_LOCK_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/release_history.sh"

# take_lock: for this shell alone. A child that outlives a killed deploy must not block the next one.
take_lock() {
  command -v flock >/dev/null || fail "flock is missing. On Debian: apt-get install util-linux"
  make_releases_folder
  exec 9>>"$RELEASES_FOLDER/.lock"
  flock --timeout 5 9 || fail "Another deploy or rollback is running here. Wait until it has ended, then try again."
  # shellcheck disable=SC2329 # every later `docker` calls it, and so does not inherit the lock's descriptor
  docker() { command docker "$@" 9>&-; }
}
