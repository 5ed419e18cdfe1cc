# shellcheck shell=bash
# The kernel's settings, the clock, the journal.
# Contents: step_kernel

step_kernel() {
  ! install_file sysctl.conf /etc/sysctl.d/60-toponaut.conf || ! has_systemd || sysctl --quiet --system
  ! install_file journald.conf /etc/systemd/journald.conf.d/toponaut.conf || restart_service systemd-journald
  enable_service systemd-timesyncd
}
