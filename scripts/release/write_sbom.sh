#!/usr/bin/env bash
# Write the SBOM of a version whose images are on this machine: make sbom TAG=v1.4.0. `make release` has done it.
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/release/lib/sbom.sh

[ -n "${TAG:-}" ] || fail "TAG is missing: which version? For example: TAG=v1.4.0 make sbom"
need_docker
[ -z "$(missing_images "$TAG")" ] || fail "Not all images of $TAG are on this machine. To build them: TAG=$TAG make release"
need_git_checkout
prepare_sbom
write_sbom "$TAG" "$(commit_of "$TAG")"
