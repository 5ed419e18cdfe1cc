# shellcheck shell=bash
# Security updates of Debian, every night.
# Contents: step_updates

UPGRADE_TIMER=/etc/systemd/system/apt-daily-upgrade.timer.d/toponaut.conf

step_updates() {
  install_file unattended-upgrades.conf /etc/apt/apt.conf.d/60toponaut || true
  if install_file apt-daily-upgrade.conf "$UPGRADE_TIMER" && has_systemd; then
    systemctl daemon-reload
    systemctl restart apt-daily-upgrade.timer
  fi
}
