# shellcheck shell=bash
# SSH with keys only and without root. The new way in is tried before and after the old one is closed: by a login as the
# operator with a key that exists only meanwhile. If it does not work, SSH stays, or becomes again, as it was.
# Contents: step_ssh

SSHD_CONFIG=/etc/ssh/sshd_config.d/00-toponaut.conf

step_ssh() {
  [ -s "$(authorized_keys)" ] || fail "$OPERATOR has no key yet, so SSH is not changed: run the step operator first."
  cmp -s "$FILES/sshd.conf" "$SSHD_CONFIG" || close_old_ways
}

close_old_ways() {
  try_login || fail "$OPERATOR cannot sign in with a key, so root's login stays open. The reason is above."
  install_file sshd.conf "$SSHD_CONFIG"
  if ! sshd -t || ! reload_sshd || ! try_login; then
    rm "$SSHD_CONFIG"
    reload_sshd
    fail "$OPERATOR could not sign in with the new configuration, so $SSHD_CONFIG was removed again."
  fi
}

reload_sshd() {
  if has_systemd; then systemctl reload ssh; else kill -HUP "$(cat /run/sshd.pid)"; fi
  sleep 1 # sshd has no way to say that it has read its configuration
}

# forget_key FOLDER: remove the key in it from the authorized ones, in the same file, whose owner and mode stay.
forget_key() {
  grep -vxF "$(cat "$1/key.pub")" "$(authorized_keys)" >"$1/others" || true
  cat "$1/others" >"$(authorized_keys)"
  rm -rf "$1"
}

# try_login: with a new key, over the network. `sudo` must work too, or nobody could become root any more.
try_login() (
  folder=$(mktemp -d)
  trap 'forget_key "$folder"' EXIT
  ssh-keygen -q -t ed25519 -N '' -C toponaut-installer -f "$folder/key"
  authorize "$(cat "$folder/key.pub")"
  port=$(ssh_ports)
  ssh -i "$folder/key" -p "${port%%,*}" -o BatchMode=yes -o IdentitiesOnly=yes -o ConnectTimeout=10 \
    -o UserKnownHostsFile="$folder/hosts" -o StrictHostKeyChecking=accept-new -o LogLevel=ERROR \
    "$OPERATOR@127.0.0.1" sudo -n true </dev/null
)
