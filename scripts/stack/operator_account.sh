#!/usr/bin/env bash
# An operator's account for /dashboard/: NAME=ada; asks for the password. TOTP=1 asks for one-time codes too, and shows
# the QR code; TOTP=0 asks for none any more. REMOVE=1 deletes the account.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

[ -n "${NAME:-}" ] || fail "Whose account? For example: make operator NAME=ada"
options=()
case "${TOTP:-}" in
1) options+=(--totp) ;;
0) options+=(--no-totp) ;;
esac
[ "${REMOVE:-}" != 1 ] || options+=(--remove)
terminal=()
[ -t 0 ] || terminal=(-T) # the password from a pipe
need_docker
[ -n "$(compose ps --quiet --status running postgres 2>/dev/null)" ] ||
  fail "The stack is not running: \`$(command_line up)\` first."
# A container of its own: in web's the command would take the memory that the workers need.
of_running run --rm --no-deps ${terminal[@]+"${terminal[@]}"} migrate \
  python manage.py operator ${options[@]+"${options[@]}"} -- "$NAME"
