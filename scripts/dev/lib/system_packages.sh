# shellcheck shell=bash
# The Debian packages that the tests need. Root on Debian installs them; others get a message with their names.
# Contents: can_install, install_packages, missing_test_tools

[ -z "${SYSTEM_PACKAGES_SH:-}" ] || return 0
SYSTEM_PACKAGES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

can_install() { [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

# install_packages [NAME...]
install_packages() {
  [ $# -gt 0 ] || return 0
  can_install || fail "The tests need these Debian packages, and only root on Debian can install them: $*"
  export DEBIAN_FRONTEND=noninteractive
  step "Updating the package lists" apt-get update
  step "Installing $*" apt-get install --yes --no-install-recommends "$@"
}

# missing_test_tools: the packages that every full test run needs and this machine lacks, one a line.
missing_test_tools() {
  command -v chromium >/dev/null || say chromium # for `make bench`; chromium-driver depends on it
  ! can_install || command -v chromium-headless-shell >/dev/null || say chromium-headless-shell # tests/chromium.py
  command -v chromedriver >/dev/null || say chromium-driver
  command -v jq >/dev/null || say jq # for `make deploy`
}
