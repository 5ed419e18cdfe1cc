# shellcheck shell=bash
# Installs Docker, Compose and what is needed to build a base image. This works only for root on Debian; elsewhere
# it fails with a message that says what is missing.
# Contents: install_engine

[ -z "${INSTALL_ENGINE_SH:-}" ] || return 0
INSTALL_ENGINE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/system_packages.sh"
source scripts/dev/lib/test_engine.sh
source scripts/lib/compose_preflight.sh

install_engine() {
  if can_start_engine; then
    # shellcheck disable=SC2046 # a list of names
    install_packages $(missing_engine_packages)
    (need_compose) >/dev/null 2>&1 || ! can_install || install_compose
  else
    docker info >/dev/null 2>&1 ||
      fail "The stack's tests need a Docker engine. Start one, or run them as root on Debian, where they start their own."
  fi
  need_compose
}

missing_engine_packages() {
  command -v dockerd >/dev/null || say docker.io
  command -v iptables >/dev/null || say iptables
  command -v ip >/dev/null || say iproute2
  command -v mmdebstrap >/dev/null || say mmdebstrap
  command -v docker-registry >/dev/null || say docker-registry # for `make push`
  command -v ssh >/dev/null || say openssh-client              # for `make ship`
}

# Debian 13 packages the docker command apart from the engine, as docker-cli.
install_compose() {
  local packages=(docker-compose docker-buildx) from=()
  command -v docker >/dev/null || packages+=(docker-cli)
  ! is_debian_12 || { add_debian_13 && from=(--target-release trixie); }
  step "Updating the package lists for Compose" apt-get update
  step "Installing ${packages[*]}" apt-get install --yes --no-install-recommends ${from[@]+"${from[@]}"} "${packages[@]}"
}

is_debian_12() { grep -q '^VERSION_CODENAME=bookworm' /etc/os-release; }

# Debian 12 has only the old Compose written in Python. The new one comes from Debian 13: the host's own sources, with
# the suite's name replaced. With priority 100, no other package is taken from there.
add_debian_13() {
  local sources=/etc/apt/sources.list.d
  [ -f $sources/debian.sources ] ||
    fail "Docker Compose $MIN_COMPOSE or newer is needed. Debian 13 has it, but without $sources/debian.sources it cannot be added: install it yourself."
  sed 's/bookworm/trixie/g' $sources/debian.sources >$sources/trixie.sources
  printf 'Package: *\nPin: release n=trixie*\nPin-Priority: 100\n' >/etc/apt/preferences.d/trixie
}
