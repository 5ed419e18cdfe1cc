#!/bin/sh
# Exit status 0 if the network has an address of this machine: the gateway of a Docker network, from which connections of
# the machine itself come. Docker may add networks at any time, so the kernel is asked. fail2ban calls it for each
# network that it does not know yet.
#
#   is-own-address 172.18.0.1 | 2001:db8:7:8::/64
set -eu

KERNEL=${KERNEL:-/proc/net}
case $1 in
  *:*)
    # if_inet6 has 32 digits for each address. The network is written as short as possible, so it ends with ::.
    prefix=$(echo "${1%%::*}" | awk -F: '{ for (i = 1; i <= 4; i++) printf "%4s", $i }' | tr ' ' 0)
    grep -q "^$prefix" "$KERNEL/if_inet6"
    ;;
  *)
    # fib_trie has a line with the address, and below it "/32 host LOCAL".
    awk -v wanted="$1" '
      /^ *\|-- / { address = $2 } /\/32 host LOCAL/ && address == wanted { found = 1 } END { exit !found }
    ' "$KERNEL/fib_trie"
    ;;
esac
