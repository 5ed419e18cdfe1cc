# shellcheck shell=bash
# Changes nginx's configuration without a new container. Two containers cannot share a port, so while one replaces the
# other, no request is answered for half a second. If a release changes only the configuration, the running container
# receives it and reloads (nginx/configure.sh).
# Contents: nginx_config_unchanged, load_nginx_config

[ -z "${NGINX_CONFIG_SH:-}" ] || return 0
NGINX_CONFIG_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/containers.sh"

# nginx_config_unchanged TAG: whether the running nginx has the configuration of that release.
nginx_config_unchanged() {
  local active
  active=$(docker exec "$(running_container nginx)" healthy) && [ "$active" = "$(nginx_of_release "$1" --digest)" ]
}

# load_nginx_config TAG: into the running nginx. Only its idle connections are closed.
load_nginx_config() {
  local id
  id=$(running_container nginx)
  nginx_of_release "$1" --stage "${id:0:12}" && docker exec "$id" start --activate
}

# nginx_of_release TAG OPTION...: nginx/configure.sh in a temporary container of that release.
nginx_of_release() {
  local tag=$1
  shift
  compose_with_tag "$tag" run --rm --no-deps -T nginx start "$@" </dev/null
}
