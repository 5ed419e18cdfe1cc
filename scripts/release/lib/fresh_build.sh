# shellcheck shell=bash
# Builds images from a fresh checkout of a commit, so that they hold its code and nothing else. The checkout's own files
# may be those of another release, or changed.
# Contents: check_out, compose_fresh, need_unused_tag, build_images

[ -z "${FRESH_BUILD_SH:-}" ] || return 0
FRESH_BUILD_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/images.sh"

FRESH_CHECKOUT=$PWD/var/release # the images are built from this checkout

# check_out COMMIT. Files get this user's modes, as in any checkout, so Docker finds layers that it has built before.
check_out() {
  rm -rf "$FRESH_CHECKOUT"
  mkdir -p "$FRESH_CHECKOUT"
  git archive "$1" | tar -x --no-same-permissions -C "$FRESH_CHECKOUT"
}

# compose_fresh TAG COMMIT COMMAND...: Compose in the fresh checkout, without this machine's .env. REGISTRY is the prefix
# of the image names. PACKAGES_DATE: packages of which Debian has other versions by now are installed anew.
compose_fresh() {
  local tag=$1 commit=$2 registry base
  shift 2
  registry=$(setting REGISTRY toponaut)
  base=$(setting BASE debian:trixie-slim)
  (cd "$FRESH_CHECKOUT" && env COMPOSE_DISABLE_ENV_FILE=1 TAG="$tag" COMMIT="$commit" REGISTRY="$registry" \
    BASE="$base" PACKAGES_DATE="${PACKAGES_DATE-$(date -u +%FT%TZ)}" SECRETS_DIR="$FRESH_CHECKOUT/secrets" HTTP_PORT=0 \
    docker compose "$@" 9>&-) # without the lock
}

# need_unused_tag TAG: a release's tag means one set of images for ever. Servers may run them already.
need_unused_tag() {
  [ "$1" != dev ] && [ -z "$(missing_images "$1")" ] || return 0
  fail "$1 was built already, from commit $(commit_of "$1"). Release changed code under the next version's tag." \
    "If nobody has these images: docker image rm $(compose_with_tag "$1" config --images | sort -u | tr '\n' ' ')"
}

# build_images TAG COMMIT: on the newest base that the registry has. If it cannot be pulled, on the base of this machine;
# the build upgrades its packages.
build_images() {
  local base
  base=$(setting BASE debian:trixie-slim)
  check_out "$2"
  docker pull --quiet "$base" >/dev/null 2>&1 ||
    say "The base $base could not be pulled: the one on this machine is used, with today's packages."
  step "Building $1" compose_fresh "$1" "$2" build
}
