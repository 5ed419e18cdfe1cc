# shellcheck shell=bash
# Only one command changes the stack at a time: deploy, rollback, up, restore or upgrade-postgres, from whichever checkout
# on this machine. The kernel releases the lock when the command ends, even if it is killed.
# Contents: take_lock, take_lock_if_possible

[ -z "${DEPLOY_LOCK_SH:-}" ] || return 0
DEPLOY_LOCK_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/compose.sh"

# take_lock: for this shell alone. A child that outlives a killed deploy must not block the next one.
take_lock() {
  local folder=${DEPLOY_LOCK_FOLDER:-/run/lock} file
  command -v flock >/dev/null || fail "flock is missing. On Debian: apt-get install util-linux"
  [ -d "$folder" ] || folder=/tmp
  file=$folder/$(project_name)-deploy.lock
  # Opened for reading only, because another user may have created it.
  [ -e "$file" ] || (umask 022 && : >"$file") || fail "The lock $file cannot be created: run this command as root."
  exec 9<"$file"
  flock --timeout 5 9 ||
    fail "Another deploy or rollback is running here, or \`make up\`, \`make restore\` or \`make upgrade-postgres\`." \
      "Try again when it has ended."
  # shellcheck disable=SC2329 # every later `docker` calls it, and so does not inherit the lock's descriptor
  docker() { command docker "$@" 9>&-; }
}

# take_lock_if_possible: a laptop may have no flock. A server has, because Debian itself needs it.
take_lock_if_possible() { [ -z "$(command -v flock)" ] || take_lock; }
