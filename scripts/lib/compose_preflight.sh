# shellcheck shell=bash
# Checks what must be true before the stack starts. Changes nothing. Each refusal is one line that says what to do.
# Contents: preflight_up, need_compose, need_secrets, need_true_status_page

[ -z "${COMPOSE_PREFLIGHT_SH:-}" ] || return 0
COMPOSE_PREFLIGHT_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"
source scripts/lib/secret_files.sh

MIN_COMPOSE=2.24 # since this version a Compose file can replace a value of another file (!override)
MIN_DOCKER_FOR_IPV6=27.0 # from this version on it needs no settings
MAX_PORT=65535

# preflight_up ADDRESS IPV6_ADDRESS PORT: the second may be empty.
preflight_up() {
  need_writable_checkout
  need_docker
  need_compose
  need_secrets
  need_true_status_page
  need_loopback_for_development HTTP_ADDRESS "$1"
  need_port "$1" "$3" "$PORT_VARIABLE"
  ! has_tls || need_port "$1" "$(setting HTTPS_PORT 443)" HTTPS_PORT
  [ -z "$2" ] || need_ipv6 "$2" "$3"
}

# need_ipv6 ADDRESS PORT: in a network without IPv6, a program of Docker's would pass on what visitors send by IPv6. All
# would have its address, and share one rate limit.
need_ipv6() {
  case $1 in
    '['*']') ;;
    *) fail "HTTP_ADDRESS_IPV6=$1 is not an IPv6 address in brackets: expected one like [::]." ;;
  esac
  docker_forwards_ipv6 ||
    fail "HTTP_ADDRESS_IPV6 is set, and this Docker has no IPv6. To add it: STEPS=docker scripts/host/install.sh ANSWERS," \
      "as root; it restarts Docker. Or leave HTTP_ADDRESS_IPV6 empty."
  need_loopback_for_development HTTP_ADDRESS_IPV6 "$1"
  need_port "$1" "$2" "$PORT_VARIABLE"
}

docker_forwards_ipv6() {
  local version
  [ "$(docker network inspect --format '{{.EnableIPv6}}' bridge 2>/dev/null)" != true ] || return 0
  version=$(docker version --format '{{.Server.Version}}')
  [ "$(version_number "$version")" -ge "$(version_number "$MIN_DOCKER_FOR_IPV6")" ]
}

need_compose() {
  local version
  docker buildx version >/dev/null 2>&1 ||
    fail "Docker's buildx is needed to build the images. On Debian 13: apt-get install docker-buildx"
  version=$(docker compose version --short 2>/dev/null) ||
    fail "Docker Compose $MIN_COMPOSE or newer is needed. On Debian 13: apt-get install docker-compose"
  version=${version#v}
  [ "$(version_number "$version")" -ge "$(version_number "$MIN_COMPOSE")" ] ||
    fail "Docker Compose $MIN_COMPOSE or newer is needed; found $version. On Debian 13: apt-get install docker-compose"
}

# version_number 2.26.1-4: the first two parts as a single number that can be compared, 2026.
version_number() {
  local major=${1%%.*} rest=${1#*.}
  printf '%d\n' $((major * 1000 + ${rest%%[!0-9]*}))
}

need_secrets() {
  local name problem
  [ -z "$DEVELOPMENT" ] || return 0
  [ -n "$SECRETS_FOLDER" ] || fail "$SECRETS_VARIABLE is not set in .env: run \`$(make_command secrets)\` once."
  for name in $SECRET_NAMES; do
    problem=$(secret_problem "$SECRETS_FOLDER/$name")
    [ -z "$problem" ] || fail "$problem"
  done
  for name in $PROVIDER_KEY_NAMES; do
    problem=$(provider_key_problem "$SECRETS_FOLDER/$name" "$(value_of_key_setting "$name")")
    [ -z "$problem" ] || fail "$problem"
  done
  problem=$(folder_problem "$SECRETS_FOLDER")
  [ -z "$problem" ] || fail "$problem"
}

# value_of_key_setting NAME: empty if the key is not used. Only staging writes a status page (compose.staging.yaml).
value_of_key_setting() {
  case $ENV:$1 in
    production:status_*) ;;
    *) setting "$(provider_key_setting "$1")" ;;
  esac
}

# need_true_status_page: beside production the page must say that it proves nothing about the machine.
need_true_status_page() {
  [ "$ENV" = staging ] && [ "$(setting STATUS_PAGE)" = other-machine ] || return 0
  [ -z "$(docker ps --quiet --filter label=com.docker.compose.project=toponaut)" ] ||
    fail "STATUS_PAGE=other-machine is set, and production runs on this machine, with which this status page would die." \
      "Let staging run elsewhere, or set STATUS_PAGE=same-machine: then the page says so."
}

# need_loopback_for_development NAME ADDRESS
need_loopback_for_development() {
  local empty_variable=
  [ -n "$DEVELOPMENT" ] || empty_variable="empty $SECRETS_VARIABLE in .env and "
  is_loopback "$2" || ! development_secrets_chosen ||
    fail "$1=$2 lets other machines connect, and the secrets in var/ are for development only:" \
      "${empty_variable}run \`$(make_command secrets)\`."
}

development_secrets_chosen() {
  [ -z "$DEVELOPMENT" ] || return 0
  case $(cd "$SECRETS_FOLDER" && pwd -P)/ in
    "$(pwd -P)"/var/*) return 0 ;;
    *) return 1 ;;
  esac
}

# need_port ADDRESS PORT VARIABLE: the port must be free, or already used by this stack's nginx.
need_port() {
  local port
  is_port "$2" || fail "$3='$2' is not a port: expected a number from 1 to $MAX_PORT."
  for port in 8080 8082 8443; do # of the container, which will be replaced
    port=$(compose port nginx $port 2>/dev/null) || continue
    [ "${port##*:}" != "$2" ] || return 0
  done
  ! is_taken "$1" "$2" || fail "Port $2 of $1 is taken. Stop what listens there, or choose another:" \
    "$3=$(($2 > MAX_PORT - 1000 ? 8080 : $2 + 1000)) $(make_command up)"
}

is_port() {
  case $1 in
    *[!0-9]* | ??????*) return 1 ;;
    *) [ "$1" -ge 1 ] && [ "$1" -le "$MAX_PORT" ] ;;
  esac
}

# is_taken ADDRESS PORT. It connects instead of binding: this user may not be allowed to bind port 80, unlike Docker.
is_taken() {
  local host=$1
  case $host in
    0.0.0.0) host=127.0.0.1 ;;
    '[::]') host=::1 ;;
    '['*) host=${host#'['} && host=${host%']'} ;;
  esac
  (exec 3<>"/dev/tcp/$host/$2") 2>/dev/null
}
