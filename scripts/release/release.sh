#!/usr/bin/env bash
# Build the images of a version, on a laptop or in CI: make release TAG=v1.4.0.
#
#   clean    nothing that is not committed: the images are what the commit says, or nobody knows what they are
#   build    from a fresh checkout of that commit, which is written into every image
#   smoke    the stack is started from them, under a name and a port of its own, asked, and removed
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/secret_files.sh
source scripts/lib/compose_preflight.sh

TAG=${TAG:-}
FRESH=$PWD/var/release # the checkout that is built from
SMOKE=toponaut-smoke   # the project that is started from the images

preflight() {
  [ -n "$TAG" ] || fail "Which version? TAG=v1.4.0 make release"
  need_docker
  need_compose
  command -v curl >/dev/null || fail "curl is needed, to ask the new images. On Debian: apt-get install curl"
  [ -z "$(git status --porcelain)" ] ||
    fail "There are changes that are not committed, so nobody could build $TAG again: git status shows them."
}

# The commit that git knows by this name; where it knows none, the one that is checked out.
find_commit() {
  COMMIT=$(git rev-parse --verify --quiet "refs/tags/$TAG^{commit}") || COMMIT=$(git rev-parse HEAD)
  say "$TAG is built from $(git log -1 --format='%h, %s' "$COMMIT")"
}

check_out() {
  rm -rf "$FRESH"
  mkdir -p "$FRESH"
  git archive "$COMMIT" | tar -x -C "$FRESH"
}

# fresh COMMAND...: Compose in the fresh checkout, without this machine's .env; REGISTRY names the images.
fresh() {
  (cd "$FRESH" && env COMPOSE_DISABLE_ENV_FILE=1 TAG="$TAG" COMMIT="$COMMIT" REGISTRY="$(setting REGISTRY toponaut)" \
    BASE="$(setting BASE debian:trixie-slim)" SECRETS_DIR="$FRESH/secrets" HTTP_PORT="${PORT:-0}" docker compose "$@")
}

smoke() {
  make_secret_files "$FRESH/secrets" >/dev/null
  trap 'fresh -p $SMOKE down --volumes --timeout 5 >/dev/null 2>&1' EXIT
  fresh -p $SMOKE up -d --no-build --wait
  PORT=$(fresh -p $SMOKE port nginx 8080)
  ask_for /readyz "\"release\": \"$TAG\""
  ask_for "/api/v1/quizzes/us/match?name=portland,+me" '"region": "Maine"'
  ask_for /quizzes/europe '<h1'
}

# ask_for PATH WORDS: which must be in the answer.
ask_for() {
  local said
  said=$(curl --silent --show-error --fail "http://$PORT$1") || fail "$1 of $TAG was not answered."
  grep -qF "$2" <<<"$said" || fail "$1 of $TAG answered without $2."
}

preflight
find_commit
check_out
step "Building $TAG" fresh build
smoke
say "The images of $TAG are built and answer. Next: \`TAG=$TAG make push\`, or \`TAG=$TAG HOST=root@… make ship\`"
