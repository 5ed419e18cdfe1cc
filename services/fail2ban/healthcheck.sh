#!/bin/sh
# The container's health check: fail2ban runs, and the rules are there. A firewall that is reloaded may have removed them:
# then they are put back.
set -eu

read -r process </run/fail2ban/fail2ban.pid
kill -0 "$process"
enforce rules
