#!/usr/bin/env bash
# Take a fresh Debian 13 server to the running site: scripts/host/install.sh [ANSWERS], as root.
# Run it again at any time: a step that has nothing to do changes nothing.
#
#   preflight  Debian 13, root, memory, disk, DOMAIN, EMAIL and OPERATOR_KEY; changes nothing
#   packages   Docker, git, make, jq, nftables, unattended-upgrades, a clock that is kept right
#   swap       a file of 1 GB, if there is no swap
#   kernel     sysctl, the clock, the size of the journal
#   docker     limits of logs; containers that outlive an upgrade of Docker; IPv6
#   updates    security updates at night, without a reboot; Docker only when an operator wants it
#   firewall   SSH, HTTP and HTTPS only, for published ports of containers too; limits for each address
#   operator   the user `toponaut`, who signs in with OPERATOR_KEY, controls Docker and may use sudo
#   ssh        keys only, no root; closed only after a login of the new user has worked
#   site       checkout, secrets and .env of that user; the release is built and started
#   https      a certificate for DOMAIN, by `make tls`; if that fails, the site goes on with a self-signed one
#   report     what is set up, and what is missing: backups, alerts
#
# ANSWERS is a file with lines like DOMAIN=toponaut.example (scripts/host/files/answers.example). Without one it asks.
# STEPS="firewall ssh" runs only these steps, after the preflight.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/host/lib/answers.sh
source scripts/host/lib/host.sh
source scripts/host/lib/preflight.sh
for file in scripts/host/steps/*.sh; do
  # shellcheck source=/dev/null
  source "$file"
done

STEPS=${STEPS:-packages swap kernel docker updates firewall operator ssh site https report}

read_answers "${1:-}"
preflight
for name in $STEPS; do
  say "── $name"
  "step_$name"
done
