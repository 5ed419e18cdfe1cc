# shellcheck shell=bash
# Small tools of the installer's steps.
# Contents: has_systemd, install_file, restart_service, enable_service, as_operator

[ -z "${HOST_SH:-}" ] || return 0
HOST_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

FILES=scripts/host/files
OPERATOR=toponaut # the user

# has_systemd: a container, in which the tests run, has none.
has_systemd() { [ -d /run/systemd/system ]; }

# install_file FILE TARGET [MODE]: from scripts/host/files. Returns 1 if the target was the same before.
install_file() {
  ! cmp -s "$FILES/$1" "$2" || return 1
  install -D -m "${3:-0644}" "$FILES/$1" "$2"
  say "wrote $2"
}

restart_service() { ! has_systemd || systemctl restart "$1"; }

enable_service() { ! has_systemd || systemctl enable --now --quiet "$1"; }

# as_operator COMMAND...: not in this folder, which may be closed to that user, and with a home of its own.
as_operator() { (cd / && runuser -u "$OPERATOR" -- env HOME="/home/$OPERATOR" "$@"); }
