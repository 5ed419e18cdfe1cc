# shellcheck shell=bash
# Checks what must be true before the installer changes anything.
# Contents: preflight

[ -z "${HOST_PREFLIGHT_SH:-}" ] || return 0
HOST_PREFLIGHT_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

MIN_MEMORY_MB=900 # a droplet with 1 GB shows 961
MIN_FREE_MB=8000  # 1 GB of swap, 3 GB of images and what builds them, the database, 2 GB of logs

preflight() {
  local memory free
  [ "$(id -u)" -eq 0 ] || fail "Run it as root: sudo scripts/host/install.sh"
  grep -qx VERSION_CODENAME=trixie /etc/os-release ||
    fail "Debian 13 is needed; this is $(sed -n 's/^PRETTY_NAME=//p' /etc/os-release)."
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  [ "$memory" -ge "$MIN_MEMORY_MB" ] || fail "This machine has $memory MB of memory, and the site needs $MIN_MEMORY_MB."
  free=$(df -Pm / | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$MIN_FREE_MB" ] || command -v docker >/dev/null ||
    fail "The disk has $free MB free, and the installation needs $MIN_FREE_MB."
}
