# shellcheck shell=bash
# A table of its own in nftables. Docker's rules and anybody else's are never flushed.
# Contents: step_firewall

FIREWALL_RULES=/etc/toponaut/firewall.nft
FIREWALL_UNIT=/etc/systemd/system/toponaut-firewall.service

# ssh_ports: where sshd listens; a firewall that forgets one would lock the operator out.
ssh_ports() { sshd -T 2>/dev/null | awk '$1 == "port" { print $2 }' | sort -un | paste -sd, ; }

step_firewall() {
  local ports
  ports=$(ssh_ports)
  mkdir -p "${FIREWALL_RULES%/*}"
  sed "s/^define ssh_ports = .*/define ssh_ports = { ${ports:-22} }/" "$FILES/firewall.nft" >"$FIREWALL_RULES.new"
  nft --check --file "$FIREWALL_RULES.new" || fail "nftables does not accept the rules: see above. Nothing was changed."
  ! install_file firewall.service "$FIREWALL_UNIT" || ! has_systemd || systemctl daemon-reload
  mv "$FIREWALL_RULES.new" "$FIREWALL_RULES"
  nft --file "$FIREWALL_RULES" # in one step: there is no moment without rules
  enable_service toponaut-firewall
}
