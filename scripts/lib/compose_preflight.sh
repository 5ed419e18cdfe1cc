# shellcheck shell=bash
# What must be true before the stack starts. Changes nothing; each refusal is one line that says what to do.
# Contents: preflight, need_compose, need_secrets

[ -z "${COMPOSE_PREFLIGHT_SH:-}" ] || return 0
COMPOSE_PREFLIGHT_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"
source scripts/lib/secret_files.sh

MIN_COMPOSE=2.24 # the first whose files may take back what another one says (!override)

preflight() {
  need_docker
  need_compose
  need_secrets
  need_loopback_for_development
  need_port
}

need_compose() {
  local version
  docker buildx version >/dev/null 2>&1 ||
    fail "Docker's buildx is needed to build the images. On Debian 13: apt-get install docker-buildx"
  version=$(docker compose version --short 2>/dev/null) ||
    fail "Docker Compose $MIN_COMPOSE or newer is needed. On Debian 13: apt-get install docker-compose"
  version=${version#v}
  [ "$(comparable "$version")" -ge "$(comparable "$MIN_COMPOSE")" ] ||
    fail "Docker Compose $MIN_COMPOSE or newer is needed; found $version. On Debian 13: apt-get install docker-compose"
}

# comparable 2.26.1-4: the first two numbers as one, 2026.
comparable() {
  local major=${1%%.*} rest=${1#*.}
  printf '%d\n' $((major * 1000 + ${rest%%[!0-9]*}))
}

need_secrets() {
  local name problem
  [ -z "$DEVELOPMENT" ] || return 0
  [ -n "$SECRETS" ] || fail "$SECRETS_VARIABLE is not set in .env: run \`$(command_line secrets)\` once."
  for name in $SECRET_NAMES; do
    problem=$(secret_problem "$SECRETS/$name")
    [ -z "$problem" ] || fail "$problem"
  done
  for name in $KEY_NAMES; do
    problem=$(key_problem "$SECRETS/$name" "$(setting "$(key_variable "$name")")")
    [ -z "$problem" ] || fail "$problem"
  done
  problem=$(folder_problem "$SECRETS")
  [ -z "$problem" ] || fail "$problem"
}

need_loopback_for_development() {
  local how=
  [ -n "$DEVELOPMENT" ] || how="empty $SECRETS_VARIABLE in .env and "
  is_loopback "$ADDRESS" || ! development_secrets_chosen ||
    fail "HTTP_ADDRESS=$ADDRESS lets others in, and the secrets in var/ are for development:" \
      "${how}run \`$(command_line secrets)\`."
}

development_secrets_chosen() {
  [ -z "$DEVELOPMENT" ] || return 0
  case $(cd "$SECRETS" && pwd -P)/ in
    "$(pwd -P)"/var/*) return 0 ;;
    *) return 1 ;;
  esac
}

need_port() {
  local ours
  is_port "$PORT" || fail "$PORT_VARIABLE='$PORT' is not a port: expected a number from 1 to 65535."
  ours=$(compose port nginx 8080 2>/dev/null) || ours=
  [ "${ours##*:}" != "$PORT" ] || return 0 # about to be replaced
  ! is_taken || fail "Port $PORT of $ADDRESS is taken. Stop what listens there, or choose another:" \
    "$PORT_VARIABLE=$((PORT > 64535 ? 8080 : PORT + 1000)) $(command_line up)"
}

is_port() {
  case $1 in
    *[!0-9]* | ??????*) return 1 ;;
    *) [ "$1" -ge 1 ] && [ "$1" -le 65535 ] ;;
  esac
}

# A connection rather than a bind: Docker's engine may listen on port 80, and this user perhaps not.
is_taken() {
  local host=$ADDRESS
  case $host in
    0.0.0.0) host=127.0.0.1 ;;
    '[::]') host=::1 ;;
    '['*) host=${host#'['} && host=${host%']'} ;;
  esac
  (exec 3<>"/dev/tcp/$host/$PORT") 2>/dev/null
}
