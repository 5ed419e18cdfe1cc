#!/usr/bin/env bash
# Build the images of a version and smoke-test them, on a laptop or in CI: make release TAG=v1.4.0.
#
#   preflight  Docker, Python, no uncommitted changes, and no images of that version yet
#   build      from a fresh checkout of the commit, which is written into every image; with the newest base and packages
#   smoke      start a stack from the images, with its own name and port, play a quiz, remove it
#   sbom       list every package in the images (CycloneDX)
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/compose_preflight.sh
source scripts/lib/secret_files.sh
source scripts/lib/site_check.sh
source scripts/release/lib/fresh_build.sh
source scripts/release/lib/git_checkout.sh
source scripts/release/lib/sbom.sh

TAG=${TAG:-}
COMMIT= # find_commit sets it
PASSED= # whether the smoke test has passed
SMOKE=toponaut-smoke # the Compose project that is started from the images

preflight() {
  need_writable_checkout
  [ -n "$TAG" ] || fail "TAG is missing: which version? For example: TAG=v1.4.0 make release"
  need_docker
  need_compose
  need_committed_changes
  need_unused_tag "$TAG"
  prepare_sbom
}

need_committed_changes() {
  local changes
  need_git_checkout
  changes=$(git status --porcelain)
  [ -z "$changes" ] ||
    fail "There are uncommitted changes, so nobody could build $TAG again: git status shows them. Commit or stash them."
}

# find_commit: the commit of the git tag TAG, or HEAD if there is no such tag.
find_commit() {
  COMMIT=$(git rev-parse --verify --quiet "refs/tags/$TAG^{commit}") || COMMIT=$(git rev-parse HEAD)
  say "$TAG is built from $(git log -1 --format='%h, %s' "$COMMIT")"
}

smoke_test() {
  create_secret_files "$FRESH_CHECKOUT/secrets" >/dev/null
  trap remove_smoke_stack EXIT
  compose_fresh "$TAG" "$COMMIT" -p "$SMOKE" up -d --no-build --wait
  quiz_played "$(compose_fresh "$TAG" "$COMMIT" -p "$SMOKE" ps --quiet nginx)" "$TAG" localhost ||
    fail "$TAG was built, and $SITE_PROBLEM"
}

# Images that failed must not be taken for the release, and the next `make release` builds them again.
remove_smoke_stack() {
  compose_fresh "$TAG" "$COMMIT" -p "$SMOKE" down --volumes --timeout 5 >/dev/null 2>&1 || true
  [ -n "$PASSED" ] || compose_with_tag "$TAG" config --images | sort -u | xargs docker image rm >/dev/null 2>&1 || true
}

preflight
find_commit
build_images "$TAG" "$COMMIT"
smoke_test
PASSED=yes
write_sbom "$TAG" "$COMMIT"
say "The images of $TAG are built and work. Next: \`TAG=$TAG make push\`, or \`TAG=$TAG HOST=toponaut@… make ship\`"
