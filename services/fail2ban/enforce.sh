#!/usr/bin/env bash
# Put bans into force. fail2ban calls it for each ban (config/action.d/enforce.conf).
#
#   enforce start                            begin without bans, and with a chain for them in the packet filter
#   enforce rules                            put the rules back if somebody has removed them
#   enforce check                            say what is not in force, and exit with 1; changes nothing
#   enforce ban NETWORK KIND SINCE SECONDS
#   enforce unban NETWORK KIND
#   enforce flush KIND                       lift all bans of this kind
#   enforce stop                             remove chain and bans; fail2ban's database keeps what it needs
#
# A ban is in two places:
#   the folder          a file for each banned network, with a line for each kind of offence: KIND SINCE UNTIL.
#                       Behind a proxy, which is all that the packet filter sees, nginx looks for the file. `make bans`
#                       and the dashboard read them.
#   the packet filter   packet_filter.sh: a rule for each banned network.
set -euo pipefail

FOLDER=${BANS_FOLDER:-/var/lib/toponaut-bans}
BANNED=$FOLDER/banned
source "${BASH_SOURCE[0]%/*}/packet_filter.sh"

say() { printf 'fail2ban: %s\n' "$*"; }

# file_of NETWORK: without /64, as in nginx/configuration/snippets/banned_file.lua.
file_of() { echo "$BANNED/${1%/*}"; }

remove_bans() { find "$BANNED" -mindepth 1 -delete; }

# other_kinds FILE KIND: the lines of the other kinds of offence for which the network is banned.
other_kinds() { ! [ -e "$1" ] || grep -v "^$2 " "$1" || true; }

# write_ban FILE LINES: the file is never incomplete. Its name begins with a dot until then.
write_ban() {
  printf '%s\n' "$2" >"$BANNED/.new"
  mv "$BANNED/.new" "$1"
}

# ban NETWORK KIND SINCE SECONDS: fail2ban gives SINCE with a fraction.
ban() {
  local file lines is_new=
  file=$(file_of "$1")
  [ -e "$file" ] || is_new=yes
  lines=$(other_kinds "$file" "$2")
  # Before the file: what is listed is in force. Where the packet filter fails, nginx behind a proxy still needs the file.
  [ -z "$is_new" ] || cut_off "$1" || say "$1 is not cut off: see above." >&2
  write_ban "$file" "${lines:+$lines$'\n'}$2 ${3%.*} $((${3%.*} + ${4%.*}))"
}

# unban NETWORK KIND: it stays banned while there is another kind.
unban() {
  local file lines
  file=$(file_of "$1")
  lines=$(other_kinds "$file" "$2")
  if [ -n "$lines" ]; then
    write_ban "$file" "$lines"
  else
    let_in "$1"
    rm -f "$file"
  fi
}

# flush KIND: fail2ban flushes each kind when it stops, and the first that has stopped has removed the chain.
flush() {
  find "$BANNED" -type f -exec sed -i "/^$1 /d" {} +
  find "$BANNED" -type f -empty -delete
  rewrite_chains
}

exec 9>"$FOLDER/lock" # each jail of fail2ban calls this script, perhaps at the same time
flock 9
case ${1:-} in
  start) remove_bans && remove_rules && add_rules ;;
  rules) add_rules ;;
  check) check_rules ;;
  ban) ban "${@:2}" ;;
  unban) unban "${@:2}" ;;
  flush) flush "$2" ;;
  stop) remove_bans && remove_rules ;;
  *) say "unknown command '${1:-}': expected start, rules, check, ban, unban, flush or stop." >&2 && exit 1 ;;
esac
