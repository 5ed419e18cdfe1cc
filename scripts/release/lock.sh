# shellcheck shell=bash
# One deploy or rollback at a time. The kernel lets go of the lock when the command ends, however it ends. Source it after
# history.sh.
# Contents: take_lock

# take_lock: held by this shell alone. A child that outlives a killed deploy must not hold up the next one.
take_lock() {
  command -v flock >/dev/null || fail "flock is needed (util-linux): deploys run on Linux."
  mkdir -p "$RELEASES"
  exec 9>>"$RELEASES/.lock"
  flock --timeout 5 9 || fail "Another deploy or rollback is at work here. Wait until it has ended."
  # shellcheck disable=SC2329 # called wherever `docker` stands
  docker() { command docker "$@" 9>&-; }
}
