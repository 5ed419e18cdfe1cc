# shellcheck shell=bash
# The secrets, each in a file of its own: what makes one valid, and how they are created.
# Contents: key_variable, secret_problem, key_problem, folder_problem, make_secret_files

[ -z "${SECRET_FILES_SH:-}" ] || return 0
SECRET_FILES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

SECRET_NAMES="secret_key postgres_password backup_password"
KEY_NAMES="s3_access_key s3_secret_key twilio_token" # their providers make them; who has no use for one leaves it empty

# key_variable NAME: the setting that makes a key needed.
key_variable() {
  case $1 in
    twilio_token) say TWILIO_ACCOUNT_SID ;;
    *) say BACKUP_BUCKET ;;
  esac
}

# secret_problem FILE: what stands against it, and what to do; nothing when it is good.
secret_problem() {
  local wrong
  [ -r "$1" ] || { say "$1 is missing, or this user may not read it: run \`make secrets\`." && return; }
  wrong=$(value_problem "${1##*/}" "$(tr -d '[:space:]' <"$1")")
  if [ -n "$wrong" ]; then
    say "$1 $wrong: delete it and run \`make secrets\`."
  # Compose ignores uid and mode of file secrets: what a container's user may not read here, it may not read there.
  elif [ -z "$(find "$1" -perm -004)" ]; then
    say "$1 cannot be read by the containers' users: chmod 444 $1"
  fi
}

# value_problem NAME VALUE
value_problem() {
  local shortest=32 # characters, as config/checks.py has it
  [ "$1" = secret_key ] || shortest=24 # as services/postgres/start.sh has it
  case $1:$2 in
    *:) say "is empty" ;;
    *change-me* | *example*) say "holds an example that everybody knows" ;;
    *_password:*[!A-Za-z0-9_-]*) say "may hold letters, digits, _ and - only" ;;
    *) [ ${#2} -ge "$shortest" ] || say "has ${#2} characters where at least $shortest are needed" ;;
  esac
}

# key_problem FILE VALUE: the same for a key; where its setting has no value it need only be there.
key_problem() {
  if [ ! -r "$1" ]; then
    say "$1 is missing, or this user may not read it: run \`make secrets\`."
  elif [ -n "$2" ] && [ -z "$(tr -d '[:space:]' <"$1")" ]; then
    say "$(key_variable "${1##*/}") is set, and $1 is empty: write the provider's key into it."
  elif [ -z "$(find "$1" -perm -004)" ]; then
    say "$1 cannot be read by the containers' users: chmod 644 $1"
  fi
}

# folder_problem FOLDER: the files are open to every user, so the folder must not be.
folder_problem() {
  [ -z "$(find "$1" -prune -perm -001)" ] || say "Every user of this machine can look into $1: chmod 700 $1"
}

# 48 random bytes, 64 letters that need no quoting in addresses. Nothing but what every system has.
new_secret() { head -c 48 /dev/urandom | base64 | tr '+/' '-_'; }

# make_secret_files FOLDER: what is missing or empty. A file that holds something is never replaced.
make_secret_files() {
  local name file problem
  [ -d "$1" ] || { mkdir -p "$(dirname "$1")" && mkdir -m 700 "$1"; }
  problem=$(folder_problem "$1")
  [ -z "$problem" ] || fail "$problem"
  for name in $SECRET_NAMES; do
    file=$1/$name
    if [ -s "$file" ]; then
      problem=$(secret_problem "$file")
      [ -z "$problem" ] || fail "$problem"
      say "kept $file"
    else
      new_secret >"$file.new"
      chmod 444 "$file.new"
      mv -f "$file.new" "$file" # complete or not there
      say "made $file"
    fi
  done
  make_key_files "$1"
}

# make_key_files FOLDER: Compose wants the files even where nothing is in them.
make_key_files() {
  local name
  for name in $KEY_NAMES; do
    if [ -e "$1/$name" ]; then
      say "kept $1/$name"
    else
      (umask 022 && : >"$1/$name")
      say "made $1/$name, empty: its provider's key goes into it once $(key_variable "$name") is set"
    fi
  done
}
