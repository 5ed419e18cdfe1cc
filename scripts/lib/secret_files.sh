# shellcheck shell=bash
# Validates and creates the secrets. Each is in its own file.
# Contents: provider_key_setting, secret_problem, provider_key_problem, folder_problem, random_secret, create_secret_files,
# replace_secret

[ -z "${SECRET_FILES_SH:-}" ] || return 0
SECRET_FILES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

SECRET_NAMES="secret_key postgres_password backup_password"
# From providers; empty if not used
PROVIDER_KEY_NAMES="s3_access_key s3_secret_key twilio_token smtp_password alert_webhook_url status_access_key status_secret_key"

# provider_key_setting NAME: the setting that makes this key required.
provider_key_setting() {
  case $1 in
    twilio_token) say TWILIO_ACCOUNT_SID ;;
    smtp_password) say SMTP_USER ;;
    alert_webhook_url) say ALERT_WEBHOOK_FORMAT ;;
    status_*) say STATUS_BUCKET ;;
    *) say BACKUP_BUCKET ;;
  esac
}

# secret_problem FILE: what is wrong with the secret and what to do; empty if it is valid.
secret_problem() {
  local problem
  [ -r "$1" ] || { say "$1 is missing, or this user may not read it: run \`make secrets\`." && return; }
  problem=$(value_problem "${1##*/}" "$(tr -d '[:space:]' <"$1")")
  if [ -n "$problem" ]; then
    say "$1 $problem: delete it and run \`make secrets\`."
  # Compose mounts file secrets with the owner and mode that they have here, so every user must be able to read them.
  elif [ -z "$(find "$1" -perm -004)" ]; then
    say "$1 cannot be read by the containers' users: chmod 444 $1"
  fi
}

# value_problem NAME VALUE
value_problem() {
  local min_length=32 # characters, as in services/web/config/checks.py
  [ "$1" = secret_key ] || min_length=24 # as in services/postgres/start.sh
  case $1:$2 in
    *:) say "is empty" ;;
    *change-me* | *example*) say "holds a well-known example" ;;
    *_password:*[!A-Za-z0-9_-]*) say "may contain only letters, digits, _ and -" ;;
    *) [ ${#2} -ge "$min_length" ] || say "has ${#2} characters where at least $min_length are needed" ;;
  esac
}

# provider_key_problem FILE SETTING_VALUE: like secret_problem. The key may be empty while its setting is.
provider_key_problem() {
  if [ ! -r "$1" ]; then
    say "$1 is missing, or this user may not read it: run \`make secrets\`."
  elif [ -n "$2" ] && [ -z "$(tr -d '[:space:]' <"$1")" ]; then
    say "$(provider_key_setting "${1##*/}") is set, and $1 is empty: write the provider's key into it."
  elif [ -z "$(find "$1" -perm -004)" ]; then
    say "$1 cannot be read by the containers' users: chmod 644 $1"
  fi
}

# folder_problem FOLDER: every user may read the files, so the folder must keep other users out.
folder_problem() {
  [ -z "$(find "$1" -prune -perm -001)" ] || say "Every user of this machine can look into $1: chmod 700 $1"
}

# 48 random bytes as 64 characters that need no quoting in URLs. Every system has these tools.
random_secret() { head -c 48 /dev/urandom | base64 | tr '+/' '-_'; }

# create_secret_files FOLDER: the files that are missing or empty. A file with content is never replaced.
create_secret_files() {
  local name problem
  [ -d "$1" ] || { mkdir -p "$(dirname "$1")" && mkdir -m 700 "$1"; }
  problem=$(folder_problem "$1")
  [ -z "$problem" ] || fail "$problem"
  for name in $SECRET_NAMES; do create_secret_file "$1/$name"; done
  create_provider_key_files "$1"
}

create_secret_file() {
  local problem
  if [ -s "$1" ]; then
    problem=$(secret_problem "$1")
    [ -z "$problem" ] || fail "$problem"
    say "kept $1"
  else
    random_secret >"$1.new"
    chmod 444 "$1.new"
    mv -f "$1.new" "$1" # so that the file is never incomplete
    say "created $1"
  fi
}

# create_provider_key_files FOLDER: Compose requires the files even if they are empty.
create_provider_key_files() {
  local name
  for name in $PROVIDER_KEY_NAMES; do
    if [ -e "$1/$name" ]; then
      say "kept $1/$name"
    else
      (umask 022 && : >"$1/$name")
      say "created $1/$name, empty: write the provider's key into it once $(provider_key_setting "$name") is set"
    fi
  done
}

# replace_secret FILE VALUE: in one write into the same file, because a container sees the file and not its name. Empty
# lines cover the rest of a longer value; whoever reads a secret ignores them.
replace_secret() {
  local LC_ALL=C old text=$2 writable
  old=$(<"$1")
  while [ ${#text} -le ${#old} ]; do text+=$'\n'; done
  writable=$(find "$1" -perm -200)
  chmod u+w "$1"
  printf '%s' "$text" 1<>"$1"
  [ -n "$writable" ] || chmod u-w "$1"
}
