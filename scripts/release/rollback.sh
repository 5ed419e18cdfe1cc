#!/usr/bin/env bash
# Back to the release before, by the same steps as a deploy: make rollback. TAG=v1.2.0 is another of the last five.
#
#   choose   the last release that was deployed here and is not the one that serves
#   images   they must be here: a rollback needs no network and no backup
#   safe     tables that were changed since must be ones that the old release can use; UNSAFE=1 goes on all the same
#   deploy   see there
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/release/history.sh
source scripts/release/images.sh
source scripts/release/containers.sh

need_docker
find_project
OLD=$(serving)
[ -n "$OLD" ] || fail "No release serves, so there is none to go back from: TAG=v1.2.0 $(command_line deploy)"
NOW=$(tag_of "$OLD")

choose() {
  [ -n "${TAG:-}" ] || TAG=$(deployed_tags | grep -vxF "$NOW" | head -n 1 || true)
  [ -n "$TAG" ] || fail "No other release was deployed here. Those that were: $(command_line releases)"
}

need_its_images() {
  docker image inspect "$(image_of web "$TAG")" >/dev/null 2>&1 ||
    fail "The images of $TAG are not here. Kept are: $(kept_tags | sort -u | tr '\n' ' ')"
}

# What the old release knows is asked of its image, what would harm it of the release that serves, which knows the rest.
need_safety() {
  local known
  known=$(of_release "$TAG" run --rm --no-deps -T migrate python manage.py check_rollback --list </dev/null) || known=
  [ -n "$known" ] || fail "The image of $TAG does not say which tables it knows."
  ! of_release "$NOW" run --rm --no-deps -T migrate python manage.py check_rollback --against <<<"$known" || return 0
  [ -n "${UNSAFE:-}" ] || fail "$TAG may not work with the tables of $NOW: see above. Nothing was changed." \
    "All the same: UNSAFE=1 TAG=$TAG $(command_line rollback). Or go back to a backup of then: $(command_line backups)"
}

choose
need_its_images
need_safety
say "Back from $NOW to $TAG"
export TAG
exec scripts/release/deploy.sh rollback
