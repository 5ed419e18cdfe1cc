# shellcheck shell=bash
# Contents: step_packages

PACKAGES=(ca-certificates docker.io docker-buildx docker-compose git jq make nftables openssh-server sudo
  systemd-timesyncd unattended-upgrades)

is_installed() { [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

step_packages() {
  local missing=() package
  for package in "${PACKAGES[@]}"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install --yes --no-install-recommends "${missing[@]}"
}
