#!/usr/bin/env bash
# Send the images of a version to a server over SSH: TAG=v1.4.0 HOST=toponaut@toponaut.example make ship. No registry is
# needed. Only layers that the server lacks are sent: usually the site's code, not the base and the packages.
#
#   ask      the server which layers its images have
#   send     docker save, without those layers, into docker load on the server
#   compare  the server must have the same images as this machine
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/python_and_node.sh

[ -n "${TAG:-}" ] || fail "TAG is missing: which version? For example: TAG=v1.4.0 HOST=toponaut@toponaut.example make ship"
[ -n "${HOST:-}" ] ||
  fail "HOST is missing: to which server? For example: TAG=$TAG HOST=toponaut@toponaut.example make ship"
need_docker
need_python
SSH=${SSH:-ssh}
# shellcheck disable=SC2207 # names without blanks
images=($(compose config --images | sort -u))
docker image inspect "${images[@]}" >/dev/null 2>&1 ||
  fail "Not all images of $TAG are on this machine. To build them: TAG=$TAG make release"

on_server() { $SSH "$HOST" "$@"; }

layers='{{range .RootFS.Layers}}{{.}} {{end}}'
server_layers=$(on_server \
  "docker image ls --quiet --no-trunc | sort -u | xargs -r docker image inspect --format '$layers'") ||
  fail "$HOST does not answer by SSH, or has no Docker. To find out: ssh $HOST docker info"
docker save "${images[@]}" |
  "$PYTHON" scripts/release/missing_layers.py <(printf '%s\n' "$server_layers") |
  on_server docker load ||
  fail "The images did not arrive on $HOST. The reason is above. Try again."
sent=$(docker image inspect --format '{{.Id}}' "${images[@]}")
arrived=$(on_server "docker image inspect --format '{{.Id}}' ${images[*]}") || arrived=
[ "$sent" = "$arrived" ] ||
  fail "The images on $HOST differ from those here." \
    "To send all layers: docker save ${images[*]} | ssh $HOST docker load"
say "$HOST has $TAG. There: TAG=$TAG make deploy"
