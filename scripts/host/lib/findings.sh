# shellcheck shell=bash
# What `make doctor` finds, printed as a table.
# Contents: ok, warning, problem, as_root, finish

[ -z "${FINDINGS_SH:-}" ] || return 0
FINDINGS_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

WARNINGS=0 PROBLEMS=0

# ok SUBJECT WORDS
ok() { printf 'ok       %-11s %s\n' "$1" "$2"; }

# warning SUBJECT WORDS REMEDY
warning() {
  WARNINGS=$((WARNINGS + 1))
  printf 'warning  %-11s %s\n                     → %s\n' "$1" "$2" "$3"
}

# problem SUBJECT WORDS REMEDY
problem() {
  PROBLEMS=$((PROBLEMS + 1))
  printf 'PROBLEM  %-11s %s\n                     → %s\n' "$1" "$2" "$3"
}

# as_root COMMAND...: without asking for a password.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi 2>/dev/null; }

finish() {
  say "$PROBLEMS problem(s), $WARNINGS warning(s)"
  [ "$PROBLEMS" -eq 0 ]
}
