#!/usr/bin/env bash
# Send the images of a version to a registry: REGISTRY=registry.example/toponaut TAG=v1.4.0 make push.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"

[ -n "${TAG:-}" ] || fail "TAG is missing: which version? For example: TAG=v1.4.0 make push"
case $(setting REGISTRY) in
  *[./:]*) ;;
  *) fail "REGISTRY is not a registry like registry.example/toponaut. Without one: TAG=$TAG HOST=toponaut@… make ship" ;;
esac
need_docker
compose push
