#!/usr/bin/env bash
# Create an operator's account for /dashboard/, or set its password: NAME=ada make operator. It asks for the password.
# TOTP=1 turns on one-time codes and shows the QR code, TOTP=0 turns them off. REMOVE=1 deletes the account.
# LIST=1 lists the operators and who is locked out; UNLOCK=1 lets everybody try again at once. These two need no NAME.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

[ -n "${NAME:-}${LIST:-}${UNLOCK:-}" ] || fail "NAME is missing: whose account is it? For example: make operator NAME=ada"
options=()
case "${TOTP:-}" in
1) options+=(--totp) ;;
0) options+=(--no-totp) ;;
esac
[ "${REMOVE:-}" != 1 ] || options+=(--remove)
[ "${LIST:-}" != 1 ] || options+=(--list)
[ "${UNLOCK:-}" != 1 ] || options+=(--unlock)
terminal=()
[ -t 0 ] || terminal=(-T) # the password comes from a pipe
need_docker
[ -n "$(compose ps --quiet --status running postgres 2>/dev/null)" ] ||
  fail "The stack is not running: run \`$(make_command up)\` first."
# A separate container, because in the web container it would take memory from the workers.
compose_at_running_tag run --rm --no-deps ${terminal[@]+"${terminal[@]}"} migrate \
  python manage.py operator ${options[@]+"${options[@]}"} -- ${NAME:+"$NAME"}
