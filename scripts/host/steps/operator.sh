# shellcheck shell=bash
# The user who signs in instead of root. Without a password: only a key opens the account, and sudo asks for nothing.
# Contents: step_operator

SUDOERS=/etc/sudoers.d/toponaut

step_operator() {
  need_public_key
  id "$OPERATOR" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$OPERATOR"
  ! getent group docker >/dev/null || usermod --append --groups docker "$OPERATOR"
  visudo --check --quiet --file "$FILES/sudoers" || fail "sudo does not accept $FILES/sudoers."
  install_file sudoers "$SUDOERS" 0440 || true
  authorize "$OPERATOR_KEY"
}

authorized_keys() { say "$(getent passwd "$OPERATOR" | cut -d: -f6)/.ssh/authorized_keys"; }

# authorize PUBLIC_KEY
authorize() {
  local file
  file=$(authorized_keys)
  install -d -m 0700 -o "$OPERATOR" -g "$OPERATOR" "${file%/*}"
  [ -e "$file" ] || install -m 0600 -o "$OPERATOR" -g "$OPERATOR" /dev/null "$file"
  grep -qxF "$1" "$file" || say "$1" >>"$file"
}
