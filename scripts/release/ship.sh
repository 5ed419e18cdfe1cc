#!/usr/bin/env bash
# Send the images of a version to a server over SSH, without a registry: TAG=v1.4.0 HOST=root@toponaut.example make ship.
# Only layers go that the server lacks: usually the site's code, not the base and the packages.
#
#   ask      the server, which layers its images have
#   send     docker save, without those layers, into docker load there
#   see      that the server has each image as it is here
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/packages.sh

[ -n "${TAG:-}" ] || fail "Which version? TAG=v1.4.0 HOST=root@toponaut.example make ship"
[ -n "${HOST:-}" ] || fail "To which server? TAG=$TAG HOST=root@toponaut.example make ship"
need_docker
need_python
SSH=${SSH:-ssh}
# shellcheck disable=SC2207 # names without blanks
images=($(compose config --images | sort -u))
docker image inspect "${images[@]}" >/dev/null 2>&1 || fail "Not all images of $TAG are here: TAG=$TAG make release builds them."

there() { $SSH "$HOST" "$@"; }

layers='{{range .RootFS.Layers}}{{.}} {{end}}'
has=$(there "docker image ls --quiet --no-trunc | sort -u | xargs -r docker image inspect --format '$layers'") ||
  fail "$HOST does not answer by SSH, or has no Docker: ssh $HOST docker info"
docker save "${images[@]}" | "$PYTHON" scripts/release/lacking.py <(printf '%s\n' "$has") | there docker load ||
  fail "The images did not arrive on $HOST."
here=$(docker image inspect --format '{{.Id}}' "${images[@]}")
arrived=$(there "docker image inspect --format '{{.Id}}' ${images[*]}") || arrived=
[ "$here" = "$arrived" ] || fail "$HOST does not have the images as they are here. All of them: docker save … | ssh $HOST docker load"
say "$HOST has $TAG. There: TAG=$TAG make deploy"
