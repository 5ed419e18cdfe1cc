# shellcheck shell=bash disable=SC2034
# Docker Compose with the files and secrets of the environment that ENV names. Sourcing it changes nothing.
# Contents: dotenv, setting, write_setting, need_docker, compose, running_tag, of_running, command_line, is_loopback

[ -z "${COMPOSE_SH:-}" ] || return 0
COMPOSE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# dotenv NAME: what .env says, without quotes and remarks.
dotenv() {
  [ -f .env ] || return 0
  sed -n "s/^$1=//p" .env | tail -n 1 | tr -d '\r' |
    sed -E "s/^[[:space:]]+//; s/(^|[[:space:]]+)#.*$//; s/[[:space:]]+$//; s/^(['\"])(.*)\1$/\2/"
}

# setting NAME DEFAULT: the value as Compose finds it. The environment wins over .env; empty counts as unset.
setting() {
  local name=$1 value
  if [ -n "${!name+set}" ]; then value=${!name}; else value=$(dotenv "$name"); fi
  printf '%s\n' "${value:-${2:-}}"
}

# write_setting NAME VALUE: into .env, which is complete at every moment.
write_setting() {
  cp -p .env .env.new # with its owner and mode
  awk -v name="$1" -v value="$2" 'index($0, name "=") == 1 { $0 = name "=" value; done = 1 } { print }
    END { if (!done) print name "=" value }' .env >.env.new
  mv .env.new .env
}

# choose_environment: from ENV, Compose's files and this environment's names of folders and variables.
choose_environment() {
  ENV=${ENV:-production}
  case $ENV in
    production)
      FILES=(-f compose.yaml)
      FOR_ENV='' SUFFIX='' PREFIX='' PORT_DEFAULT=8080
      ;;
    staging)
      FILES=(-f compose.yaml -f compose.staging.yaml)
      FOR_ENV='ENV=staging ' SUFFIX=-staging PREFIX=STAGING_ PORT_DEFAULT=8081
      ;;
    *) fail "ENV='$ENV' is not known: expected production or staging." ;;
  esac
  SECRETS_VARIABLE=${PREFIX}SECRETS_DIR
  PORT_VARIABLE=${PREFIX}HTTP_PORT
  HOSTS_VARIABLE=${PREFIX}ALLOWED_HOSTS
}

# choose_secrets: sets SECRETS, and DEVELOPMENT where nothing at all was configured.
choose_secrets() {
  DEVELOPMENT=
  SECRETS=$(setting "$SECRETS_VARIABLE")
  if [ ! -f .env ] && [ -z "$SECRETS" ]; then
    DEVELOPMENT=yes
    SECRETS=./var/secrets$SUFFIX
  fi
}

need_docker() {
  command -v docker >/dev/null ||
    fail "Docker is needed. On Debian 13: apt-get install docker.io docker-compose docker-buildx;" \
      "elsewhere: https://docs.docker.com/engine/install"
  docker info >/dev/null 2>&1 ||
    fail "No Docker engine answers. Start it (systemctl start docker)," \
      "or let this user use it (usermod -aG docker $(id -un))."
}

# compose COMMAND...: it wants a folder of secrets for every command, even to stop; only `make up` needs what is in it.
# Staging gets both names, because its file only changes what compose.yaml says.
compose() {
  local folder=${SECRETS:-./secrets$SUFFIX}
  case $ENV in
    staging) SECRETS_DIR=$folder STAGING_SECRETS_DIR=$folder docker compose "${FILES[@]}" "$@" ;;
    *) SECRETS_DIR=$folder docker compose "${FILES[@]}" "$@" ;;
  esac
}

# running_tag: the version that runs; nothing if none does.
running_tag() {
  local images
  images=$(compose ps --format '{{.Image}}' web 2>/dev/null) || images=
  images=${images%%$'\n'*}
  say "${images##*:}"
}

# of_running COMMAND...: Compose as the version that runs sees it. TAG in .env is production's, and may be the next one.
of_running() {
  local tag
  tag=$(running_tag)
  TAG=${tag:-$(setting TAG dev)} compose "$@"
}

# command_line up: as the reader has to type it.
command_line() { say "${FOR_ENV}make $1"; }

is_loopback() {
  case $1 in
    127.* | ::1 | '[::1]') return 0 ;;
    *) return 1 ;;
  esac
}

choose_environment
choose_secrets
