# shellcheck shell=bash
# What the tests need of the system: installed on Debian as root, named and refused elsewhere. Source it after lib.sh.
# Contents: can_install, install_packages, missing_browser

can_install() { [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

# install_packages NAME...: nothing to do without names.
install_packages() {
  [ $# -gt 0 ] || return 0
  can_install || fail "The tests need these Debian packages, and only root on Debian can install them: $*"
  export DEBIAN_FRONTEND=noninteractive
  step "Updating the package lists" apt-get update
  step "Installing $*" apt-get install --yes --no-install-recommends "$@"
}

missing_browser() {
  command -v chromium >/dev/null || say chromium
  command -v chromedriver >/dev/null || say chromium-driver
}
