# shellcheck shell=bash disable=SC2034
# Docker Compose with the files, secrets and variables of the environment that ENV names: production or staging.
# Sourcing it changes nothing.
# Contents: setting, has_tls, project_name, need_docker, need_jq, compose, service_runs, running_tag, compose_at_running_tag,
# manage, make_command, site_host, is_loopback

[ -z "${COMPOSE_SH:-}" ] || return 0
COMPOSE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/lib/dotenv.sh

# setting NAME [DEFAULT]: the value as Compose sees it. The environment overrides .env; an empty value counts as unset.
setting() {
  local name=$1 value
  if [ -n "${!name+set}" ]; then value=${!name}; else value=$(read_dotenv "$name"); fi
  printf '%s\n' "${value:-${2:-}}"
}

# has_tls: staging never has.
has_tls() { [ "${ENV:-production}" = production ] && [ -n "$(setting TLS_DOMAIN)" ]; }

# choose_environment: sets Compose's files, and the names of this environment's folders, variables and commands.
choose_environment() {
  ENV=${ENV:-production}
  case $ENV in
    production)
      COMPOSE_FILES=(-f compose.yaml)
      ! has_tls || COMPOSE_FILES+=(-f nginx/compose.https.yaml)
      COMMAND_PREFIX='' FOLDER_SUFFIX='' VARIABLE_PREFIX='' DEFAULT_PORT=8080
      ;;
    staging)
      COMPOSE_FILES=(-f compose.yaml -f compose.staging.yaml)
      COMMAND_PREFIX='ENV=staging ' FOLDER_SUFFIX=-staging VARIABLE_PREFIX=STAGING_ DEFAULT_PORT=8081
      ;;
    *) fail "ENV='$ENV' is not known: expected production or staging." ;;
  esac
  SECRETS_VARIABLE=${VARIABLE_PREFIX}SECRETS_DIR
  PORT_VARIABLE=${VARIABLE_PREFIX}HTTP_PORT
  HOSTS_VARIABLE=${VARIABLE_PREFIX}ALLOWED_HOSTS
}

# choose_secrets: sets SECRETS_FOLDER, and DEVELOPMENT if nothing is configured, as on a laptop.
choose_secrets() {
  DEVELOPMENT=
  SECRETS_FOLDER=$(setting "$SECRETS_VARIABLE")
  if [ ! -f .env ] && [ -z "$SECRETS_FOLDER" ]; then
    DEVELOPMENT=yes
    SECRETS_FOLDER=./var/secrets$FOLDER_SUFFIX
  fi
}

# project_name: Compose's name for the stack, as in the files. Asking Compose would take half a second.
project_name() { setting COMPOSE_PROJECT_NAME "toponaut$FOLDER_SUFFIX"; }

need_docker() {
  command -v docker >/dev/null ||
    fail "Docker is needed. On Debian 13: apt-get install docker.io docker-compose docker-buildx;" \
      "elsewhere: https://docs.docker.com/engine/install"
  docker info >/dev/null 2>&1 ||
    fail "No Docker engine answers. Start it (systemctl start docker)," \
      "or let this user use it (usermod -aG docker $(id -un))."
}

need_jq() {
  command -v jq >/dev/null || fail "jq is needed to read and write JSON. On Debian: apt-get install jq"
}

# compose COMMAND...: Compose requires the variable of the secrets' folder for every command, even `down`, but reads the
# folder only when it creates containers. Staging's file extends compose.yaml, so both variables must be set.
compose() {
  local folder=${SECRETS_FOLDER:-./secrets$FOLDER_SUFFIX}
  case $ENV in
    staging) SECRETS_DIR=$folder STAGING_SECRETS_DIR=$folder docker compose "${COMPOSE_FILES[@]}" "$@" ;;
    *) SECRETS_DIR=$folder docker compose "${COMPOSE_FILES[@]}" "$@" ;;
  esac
}

# service_runs SERVICE
service_runs() { [ -n "$(compose ps --quiet --status running "$1" 2>/dev/null)" ]; }

# running_tag: the tag of the running web container; empty if none runs.
running_tag() {
  local images
  images=$(compose ps --format '{{.Image}}' web 2>/dev/null) || images=
  images=${images%%$'\n'*}
  say "${images##*:}"
}

# compose_at_running_tag COMMAND...: with the tag that runs. TAG in .env is production's, and may be that of the next
# release.
compose_at_running_tag() {
  local tag
  tag=$(running_tag)
  TAG=${tag:-$(setting TAG dev)} compose "$@"
}

# manage COMMAND...: a command of Django, in a separate container: in the web container it would take memory from the
# workers.
manage() {
  local terminal=()
  [ -t 0 ] || terminal=(-T) # its input comes from a pipe
  need_docker
  service_runs postgres || fail "The stack is not running: run \`$(make_command up)\` first."
  compose_at_running_tag run --rm --no-deps ${terminal[@]+"${terminal[@]}"} migrate python manage.py "$@"
}

# make_command TARGET: the command as the operator has to type it.
make_command() { say "${COMMAND_PREFIX}make $1"; }

# site_host: a host name that the site answers to: the first of ALLOWED_HOSTS. ".example" allows example and all below.
site_host() {
  local host
  host=$(setting "$HOSTS_VARIABLE" localhost)
  host=${host%%,*}
  host=${host//[[:space:]]/}
  host=${host#.}
  case $host in
    '' | '*') say localhost ;;
    *) say "$host" ;;
  esac
}

is_loopback() {
  case $1 in
    127.* | ::1 | '[::1]') return 0 ;;
    *) return 1 ;;
  esac
}

choose_environment
need_plain_dotenv
choose_secrets
