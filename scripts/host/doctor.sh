#!/usr/bin/env bash
# Say what is not as it should be on this server: `make doctor`. A line for each subject, and below a warning or problem
# the command that mends it. Changes nothing. Exit status: 0, or 1 if there is a problem.
#
#   host    open ports, SSH, firewall, updates, disk, memory, clock
#   site    containers, bans, release, packages in the images, backups, alerts, HTTPS
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/host/lib/findings.sh
source scripts/host/checks/host.sh
source scripts/host/checks/images.sh
source scripts/host/checks/site.sh
source scripts/release/lib/images.sh

for check in check_ports check_ssh check_firewall check_updates check_disk check_memory check_clock; do "$check"; done
if docker info >/dev/null 2>&1; then
  for check in check_containers check_bans check_release check_images check_backups check_alerts check_https; do "$check"; done
else
  problem docker "no Docker engine answers this user" "sudo systemctl start docker; or sign in as the user of the site"
fi
finish
