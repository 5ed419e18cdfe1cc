#!/usr/bin/env bash
# Create an operator's account for /dashboard/, or set its password: NAME=ada make operator. It asks for the password.
# TOTP=1 turns on one-time codes and shows the QR code, TOTP=0 turns them off. REMOVE=1 deletes the account.
# LOCK=1 refuses the account and ends its sessions, UNLOCK=1 accepts it again.
# Without NAME: LIST=1 lists the operators and who is locked out, UNLOCK=1 lets everybody try again at once.
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
[ "${LOCK:-}" != 1 ] || options+=(--lock)
[ "${UNLOCK:-}" != 1 ] || options+=(--unlock)
manage operator ${options[@]+"${options[@]}"} -- ${NAME:+"$NAME"}
