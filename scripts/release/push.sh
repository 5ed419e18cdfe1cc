#!/usr/bin/env bash
# Send the images of a version to the registry: REGISTRY=registry.example/toponaut TAG=v1.4.0 make push.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

[ -n "${TAG:-}" ] || fail "Which version? TAG=v1.4.0 make push"
case $(setting REGISTRY) in
  *[./:]*) ;;
  *) fail "REGISTRY names no registry, like registry.example/toponaut. Without one: TAG=$TAG HOST=root@… make ship" ;;
esac
need_docker
compose push
