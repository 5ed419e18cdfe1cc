# shellcheck shell=bash
# Swap: a build needs more memory than serving, and what is never used need not stay in memory.
# Contents: step_swap

SWAP_FILE=/swapfile
SWAP_SIZE=1G

step_swap() {
  [ -z "$(swapon --show=NAME --noheadings)" ] || return 0
  [ -f "$SWAP_FILE" ] || { fallocate -l "$SWAP_SIZE" "$SWAP_FILE" && chmod 600 "$SWAP_FILE" && mkswap -q "$SWAP_FILE"; }
  swapon "$SWAP_FILE"
  grep -q "^$SWAP_FILE " /etc/fstab || say "$SWAP_FILE none swap sw 0 0" >>/etc/fstab
}
