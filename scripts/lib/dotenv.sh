# shellcheck shell=bash
# Reads and writes .env. A line is read as Docker Compose reads it. A line that needs more of Compose's syntax than this
# file knows is refused: otherwise containers and scripts would see different values.
# Contents: need_plain_dotenv, read_dotenv, write_setting

[ -z "${DOTENV_SH:-}" ] || return 0
DOTENV_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Sets `name`, `value` and `problem` for each line with a setting. \047 is the single quote, \357\273\277 the mark that
# some editors write at the start of a file. Only a space before # begins a comment, and text after a quoted value is
# ignored: Compose does it so.
# shellcheck disable=SC2016 # awk's variables, not the shell's
PARSE_DOTENV='
  function trimmed(text) { gsub(/^[[:space:]]+|[[:space:]]+$/, "", text); return text }
  function parse_value(text) {
    quote = text ~ /^["\047]/ ? substr(text, 1, 1) : ""
    end = quote ? index(substr(text, 2), quote) : index(text, " #")
    if (quote && !end) problem = "the quoted value of " name " does not end in that line"
    value = quote ? substr(text, 2, end - 1) : end ? trimmed(substr(text, 1, end - 1)) : text
    if (quote && value ~ /\\/) problem = "the value of " name " has a backslash in quotes: write it without quotes"
    if (quote != "\047" && value ~ /\$/)
      problem = "Docker Compose would replace $… in the value of " name ": put the value in single quotes"
  }
  NR == 1 { sub(/^\357\273\277/, "") }
  { line = trimmed($0); name = value = problem = "" }
  line == "" || line ~ /^#/ { next }
  { sub(/^export[[:space:]]+/, "", line) }
  line !~ /^[A-Za-z_][A-Za-z0-9_]*[[:space:]]*=/ { problem = "expected NAME=value" }
  !problem { at = index(line, "="); name = trimmed(substr(line, 1, at - 1)); parse_value(trimmed(substr(line, at + 1))) }
'

# parse_dotenv AWK_RULES [OPTION...]: LC_ALL=C, because any bytes are allowed in a value.
parse_dotenv() {
  local rules=$1
  shift
  LC_ALL=C awk "$@" "$PARSE_DOTENV $rules" .env
}

# need_plain_dotenv: refuses an .env that Compose would read differently.
need_plain_dotenv() {
  local problem
  [ -f .env ] || return 0
  [ -r .env ] || fail "This user may not read .env: run the command as its owner, or as root."
  # shellcheck disable=SC2016
  problem=$(parse_dotenv 'problem { print "Line " NR " of .env: " problem "."; exit }')
  [ -z "$problem" ] || fail "$problem"
}

# read_dotenv NAME: the variable's value; if several lines set it, the last one's.
read_dotenv() {
  [ ! -f .env ] || parse_dotenv 'name == wanted { found = value } END { print found }' -v wanted="$1"
}

# write_setting NAME VALUE: into .env. The new file is renamed into place, so .env is never half-written.
write_setting() {
  cp -p .env .env.new # keeps owner and mode
  awk -v name="$1" -v value="$2" '
    $0 ~ "^[[:space:]]*(export[[:space:]]+)?" name "[[:space:]]*=" { $0 = name "=" value; done = 1 } { print }
    END { if (!done) print name "=" value }' .env >.env.new
  mv .env.new .env
}
