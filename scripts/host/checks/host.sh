# shellcheck shell=bash
# The checks of the machine.
# Contents: check_ports, check_ssh, check_firewall, check_updates, check_disk, check_memory, check_clock

MAX_DISK_PERCENT=85 # as in the monitor's alert
MIN_MEMORY_PERCENT=10

# remedy STEPS: of the installer.
remedy() { say "sudo STEPS='$1' scripts/host/install.sh ANSWERS"; }

# ssh_settings: "unknown" if nobody may read them.
ssh_settings() { as_root sshd -T || say unknown; }

check_ports() {
  local ssh_port other
  ssh_port=$(ssh_settings | awk '$1 == "port" { print $2 }')
  # Ports of loopback addresses are for this machine only.
  other=$(ss -Hltn | awk '$4 !~ /^(127\.|\[::1\])/ { sub(/.*:/, "", $4); print $4 }' | sort -un |
    grep -vxE "80|443|${ssh_port:-22}" | tr '\n' ' ') || other=
  if [ -z "$other" ]; then
    ok ports "only SSH, HTTP and HTTPS listen"
  else
    warning ports "these listen too: $other" "sudo ss -ltnp; the firewall refuses them from outside"
  fi
}

check_ssh() {
  local settings setting bad=''
  settings=$(ssh_settings)
  [ "$settings" != unknown ] ||
    { warning SSH "its settings could not be read" "run it as root, or as a user with sudo" && return; }
  for setting in 'permitrootlogin no' 'passwordauthentication no' 'kbdinteractiveauthentication no'; do
    grep -qx "$setting" <<<"$settings" || bad+="${bad:+, }${setting% no}"
  done
  if [ -z "$bad" ]; then
    ok SSH "keys only, no root"
  else
    problem SSH "not off: $bad" "$(remedy 'operator ssh')"
  fi
}

check_firewall() {
  if as_root nft list table inet toponaut >/dev/null; then
    ok firewall "loaded"
  else
    problem firewall "its rules are not loaded" "sudo systemctl restart toponaut-firewall; or $(remedy firewall)"
  fi
}

check_updates() {
  local pending
  pending=$(apt-get --simulate --quiet upgrade 2>/dev/null | grep -c '^Inst ') || true
  if [ -e "${REBOOT_REQUIRED:-/run/reboot-required}" ]; then
    warning updates "a reboot is needed for what was updated; the site is away for a minute" "sudo reboot"
  elif [ "${pending:-0}" -gt 0 ]; then
    warning updates "$pending packages have updates" "sudo apt-get upgrade"
  else
    ok updates "nothing is pending"
  fi
  apt-config dump APT::Periodic::Unattended-Upgrade 2>/dev/null | grep -q '"1"' ||
    problem updates "security updates are not installed by themselves" "$(remedy updates)"
}

# used_percent OPTION: of the root file system: of the room (-P) or of the inodes (-Pi).
used_percent() { df "$1" / | awk 'NR == 2 { print $5 + 0 }'; }

check_disk() {
  local room inodes
  room=$(used_percent -P)
  inodes=$(used_percent -Pi)
  if [ "$room" -gt "$MAX_DISK_PERCENT" ]; then
    problem disk "$room % are used" "docker system df; sudo du -xh / | sort -h | tail"
  elif [ "$inodes" -gt "$MAX_DISK_PERCENT" ]; then
    problem disk "$inodes % of the inodes are used" "sudo du --inodes -x / | sort -n | tail"
  else
    ok disk "$room % used, inodes $inodes %"
  fi
}

check_memory() {
  local available swap
  available=$(free -m | awk '/^Mem:/ { print int($7 * 100 / $2) }')
  swap=$(free -m | awk '/^Swap:/ { print $2 + 0 }')
  if [ "$available" -lt "$MIN_MEMORY_PERCENT" ]; then
    problem memory "$available % are available" "docker stats --no-stream"
  elif [ "$swap" -eq 0 ]; then
    warning memory "$available % available, and there is no swap" "$(remedy swap)"
  else
    ok memory "$available % available, $swap MB of swap"
  fi
}

check_clock() {
  if [ "$(timedatectl show --property NTPSynchronized --value 2>/dev/null)" = yes ]; then
    ok clock "kept right by a time server"
  else
    problem clock "it is not compared with a time server" "sudo systemctl enable --now systemd-timesyncd"
  fi
}
