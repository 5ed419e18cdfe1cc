# shellcheck shell=bash disable=SC2034
# What the installer must know: DOMAIN, EMAIL, OPERATOR_KEY and TAG. From a file with lines NAME=value, which is read and
# never executed, or from the terminal.
# Contents: read_answers, need_public_key

[ -z "${ANSWERS_SH:-}" ] || return 0
ANSWERS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

DOMAIN='' EMAIL='' OPERATOR_KEY='' TAG=''

# read_answers FILE: an empty name means the terminal.
read_answers() {
  if [ -n "$1" ]; then
    [ -r "$1" ] || fail "The file of answers $1 is missing or cannot be read."
    read_answers_from_file "$1"
  else
    [ -t 0 ] || fail "Name a file of answers: scripts/host/install.sh ANSWERS (scripts/host/files/answers.example)"
    ask_for_answers
  fi
  need_answers
}

read_answers_from_file() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      DOMAIN=* | EMAIL=* | OPERATOR_KEY=* | TAG=*) printf -v "${line%%=*}" '%s' "${line#*=}" ;;
      '' | '#'*) ;;
      *) fail "'${line%%=*}' in $1 is not known: expected DOMAIN, EMAIL, OPERATOR_KEY or TAG." ;;
    esac
  done <"$1"
}

ask_for_answers() {
  read -rp "Domain name of the site: " DOMAIN
  read -rp "E-mail address for alerts: " EMAIL
  read -rp "Your public SSH key (the line in ~/.ssh/id_ed25519.pub): " OPERATOR_KEY
  read -rp "Release (a git tag; empty: the newest): " TAG
}

need_answers() {
  [[ $DOMAIN =~ ^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$ ]] ||
    fail "DOMAIN='$DOMAIN' is not a domain name: expected one like toponaut.example."
  [[ $EMAIL =~ ^[^[:space:]@,\<\>\'\"\$]+@[^[:space:]@,\<\>\'\"\$]+$ ]] ||
    fail "EMAIL='$EMAIL' is not an e-mail address."
  command -v ssh-keygen >/dev/null || return 0 # `packages` installs it, and `operator` checks the key again
  need_public_key
}

need_public_key() {
  case $OPERATOR_KEY in
    ssh-* | ecdsa-* | sk-*) ;;
    *) fail "OPERATOR_KEY must be a public SSH key: the line in ~/.ssh/id_ed25519.pub of the operator." ;;
  esac
  ssh-keygen -l -f /dev/stdin <<<"$OPERATOR_KEY" >/dev/null 2>&1 ||
    fail "ssh-keygen does not accept OPERATOR_KEY: copy the whole line of ~/.ssh/id_ed25519.pub."
}
