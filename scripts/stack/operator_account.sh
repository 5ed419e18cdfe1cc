#!/usr/bin/env bash
# Create an operator's account for /dashboard/, or set its password: NAME=ada make operator. It asks for the password.
# TOTP=1 turns on one-time codes and shows the QR code, TOTP=0 turns them off. REMOVE=1 deletes the account.
# LOCK=1 refuses the account and ends its sessions. UNLOCK=1 accepts it again, and forgets the attempts to sign in with
# that name; without NAME, everybody's attempts.
# LIST=1, without NAME, lists the operators, and who is locked out after too many attempts.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

given=() options=()

# add_option VARIABLE=VALUE OPTION: adds the OPTION if the variable has that value.
add_option() {
  local name=${1%=*} value=${1#*=}
  [ "${!name:-}" = "$value" ] || return 0
  given+=("$1")
  options+=("$2")
}

case "${TOTP:-}" in
"" | 0 | 1) ;;
*) fail "TOTP=$TOTP means nothing: 1 turns one-time codes on, 0 turns them off." ;;
esac
add_option TOTP=1 --totp
add_option TOTP=0 --no-totp
add_option REMOVE=1 --remove
add_option LIST=1 --list
add_option LOCK=1 --lock
add_option UNLOCK=1 --unlock
[ "${#options[@]}" -le 1 ] || fail "${given[*]}: give only one of them."
case "${NAME:-} ${options[*]-}" in
" --list" | " --unlock") ;;
" "*) fail "NAME is missing: whose account is it? For example: make operator NAME=ada" ;;
esac
manage operator ${options[@]+"${options[@]}"} -- ${NAME:+"$NAME"}
