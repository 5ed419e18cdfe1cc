# shellcheck shell=bash disable=SC2034
# Shared by every script: names of folders, messages, and steps that are skipped if nothing has changed.
# Sourcing it changes to the root of the checkout and nothing else. Every library sources it.
# Contents: say, fail, need_writable_checkout, step, fingerprint, unless_done

[ -z "${COMMON_SH:-}" ] || return 0
COMMON_SH=sourced

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

VENV=.venv
PY=$VENV/bin/python # scripts run `$PY -m tool`: the programs in .venv/bin break when the checkout is moved
WEB=services/web
FRONTEND=$WEB/frontend
LOGS=var/log
STAMPS=var/stamps
FAILURE_REASON= # what `fail` was called with, for a trap on EXIT

say() { printf '%s\n' "$*"; }

# fail MESSAGE...: one line on standard error, exit status 1.
fail() {
  FAILURE_REASON=$*
  printf 'toponaut: %s\n' "$*" >&2
  exit 1
}

# need_writable_checkout: for commands that write into it. Without this check they would stop half-way, in the words of
# mkdir or cp.
need_writable_checkout() {
  local path
  for path in "$PWD" "$PWD/.env" "$PWD/var" "$PWD/$LOGS" "$PWD/$STAMPS"; do
    [ ! -e "$path" ] || [ -w "$path" ] ||
      fail "This user may not write to $path: run the command as the owner of the checkout, or as root."
  done
}

# step NAME COMMAND...: run a command without showing its output, unless it fails. A terminal shows the seconds.
step() {
  local name=$1 log started=$SECONDS pid
  log=$LOGS/$(printf '%s' "$name" | tr -c 'a-zA-Z0-9\n' -).log
  shift
  mkdir -p "$LOGS"
  printf '%s …' "$name"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while [ -t 1 ] && kill -0 "$pid" 2>/dev/null; do
    printf '\r%s … %ss' "$name" $((SECONDS - started))
    sleep 0.5
  done
  if ! wait "$pid"; then
    printf ' failed\n'
    tail -n 30 "$log" >&2
    fail "$name failed. Its whole output is in $log"
  fi
  [ ! -t 1 ] || printf '\r%s …' "$name"
  printf ' done (%ss)\n' $((SECONDS - started))
}

# fingerprint PATH...: a number that changes when a source file's name or content does. Every system has cksum.
fingerprint() {
  local generated=(-name node_modules -o -name dist -o -name source-maps -o -name __pycache__)
  find "$@" \( "${generated[@]}" -o -name test \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum | cut -d' ' -f1
}

# unless_done STAMP KEY COMMAND...: skip the command if it last succeeded with the same key.
unless_done() {
  local stamp=$STAMPS/$1 key=$2
  shift 2
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
  "$@" || return
  mkdir -p "$STAMPS"
  printf '%s\n' "$key" >"$stamp"
}
