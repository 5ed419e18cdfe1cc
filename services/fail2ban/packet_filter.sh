# shellcheck shell=bash
# The packet filter's part of bans: a chain of our own with a rule for each banned network. Docker's chain DOCKER-USER
# leads to it. That one sees what is forwarded to containers, at every published port, and nothing for the machine itself,
# such as SSH. A set of addresses (ipset) would be faster, but iptables needs CAP_NET_RAW for sets.
# Contents: program_of, networks_of, write_chain, rewrite_chains, hook_rules, comes_first, put_first, add_rules, check_rules,
# remove_rules, cut_off, let_in

STACK=${STACK:-toponaut}
CHAIN=${STACK:0:23}-bans # the name of a chain has 28 characters at most
MAX_RULES=1000 # for each protocol: every packet to a container passes all of them

# program_of NETWORK
program_of() { case $1 in *:*) echo ip6tables ;; *) echo iptables ;; esac; }

# networks_of PROGRAM
networks_of() {
  case $1 in
    iptables) find "$BANNED" -type f ! -name '*:*' ! -name .new -printf '%f\n' ;;
    ip6tables) find "$BANNED" -type f -name '*:*' -printf '%f/64\n' ;;
  esac
}

# write_chain PROGRAM: all at once.
write_chain() {
  {
    printf '*filter\n:%s - [0:0]\n' "$CHAIN"
    networks_of "$1" | sed -n "1,${MAX_RULES}s|.*|-A $CHAIN -s & -j DROP|p"
    echo COMMIT
  } | "$1-restore" --noflush
}

# rewrite_chains: those that are there.
rewrite_chains() {
  local program
  for program in iptables ip6tables; do
    ! $program -w -n -L "$CHAIN" >/dev/null 2>&1 || write_chain $program
  done
}

# hook_rules PROGRAM: the rules of Docker's chain for rules of others. Docker 20 has none for IPv6, and Docker with nftables
# has none at all: then those of the chain that it would be called from.
hook_rules() { "$1" -w -S DOCKER-USER 2>/dev/null || "$1" -w -S FORWARD; }

# comes_first PROGRAM: only chains of other stacks' bans are before ours. Docker puts rules for each new network at the
# top of FORWARD, and they accept packets.
comes_first() {
  hook_rules "$1" 2>/dev/null | awk -v chain="$CHAIN" '
    /^-A/ && !/-bans$/ { late = 1 } $0 == "-A " $2 " -j " chain && !late { found = 1 } END { exit !found }'
}

# put_first PROGRAM: the rule further below goes last, so that no ban is lifted meanwhile.
put_first() {
  local hook number
  if "$1" -w -n -L DOCKER-USER >/dev/null 2>&1; then hook=DOCKER-USER; else hook=FORWARD; fi
  write_chain "$1" && "$1" -w -I $hook -j "$CHAIN" || return
  number=$(hook_rules "$1" | awk -v rule="-A $hook -j $CHAIN" '
    /^-A/ { number++ } $0 == rule && seen++ { second = number } END { print second }')
  [ -z "$number" ] || "$1" -w -D $hook "$number"
}

# add_rules: without a packet filter only nginx can refuse. That is no reason to end: on a laptop nobody has to be banned.
add_rules() {
  local program
  for program in iptables ip6tables; do
    comes_first $program || put_first $program ||
      say "$program failed: see above. Its bans are in force only behind a TRUSTED_PROXY." >&2
  done
}

# check_rules: whether bans of both protocols are in force; prints which are not.
check_rules() {
  local program missing=
  for program in iptables ip6tables; do
    comes_first $program ||
      { missing=yes && printf '%s has no rule that leads to %s. ' $program "$CHAIN"; }
  done
  [ -z "$missing" ]
}

remove_rules() {
  local program words
  for program in iptables ip6tables; do
    for words in "-D DOCKER-USER -j $CHAIN" "-D FORWARD -j $CHAIN" "-F $CHAIN" "-X $CHAIN"; do
      # shellcheck disable=SC2086 # words
      "$program" -w $words 2>/dev/null || true
    done
  done
}

# cut_off NETWORK
cut_off() {
  local program
  program=$(program_of "$1")
  if [ "$(networks_of "$program" | wc -l)" -lt $MAX_RULES ]; then
    "$program" -w -A "$CHAIN" -s "$1" -j DROP
  else
    say "$1 is not cut off: there are $MAX_RULES bans." >&2
  fi
}

# let_in NETWORK: there may be no rule, beyond MAX_RULES.
let_in() { "$(program_of "$1")" -w -D "$CHAIN" -s "$1" -j DROP 2>/dev/null || true; }
