#!/usr/bin/env bash
# Return to the previous release, by the same steps as a deploy: make rollback. TAG=v1.2.0: to another of the last five.
#
#   choose   the last release that was deployed here before the serving one
#   images   must be on this machine: a rollback needs no network and no backup
#   safety   the old release must be able to use tables that changed since; UNSAFE=1 skips the check
#   deploy   see deploy.sh
set -euo pipefail
source "$(dirname "$0")/lib/containers.sh"
source scripts/release/lib/images.sh
source scripts/release/lib/release_history.sh

need_docker
need_jq
CURRENT_WEB=$(serving_container)
[ -n "$CURRENT_WEB" ] ||
  fail "Nothing serves, so there is nothing to roll back. To start a release: TAG=v1.2.0 $(make_command deploy)"
CURRENT_TAG=$(tag_of "$CURRENT_WEB")

choose_tag() {
  [ -n "${TAG:-}" ] || TAG=$(deployed_tags | grep -vxF "$CURRENT_TAG" | head -n 1 || true)
  [ -n "$TAG" ] || fail "No other release was deployed here. To see the list of deploys: $(make_command releases)"
}

need_web_image() {
  docker image inspect "$(image_of web "$TAG")" >/dev/null 2>&1 ||
    fail "The images of $TAG are not on this machine. The images of these releases are: $(kept_tags | sort -u | tr '\n' ' ')"
}

# check_rollback TAG OPTION: Django's command in that release's image.
check_rollback() { compose_with_tag "$1" run --rm --no-deps -T migrate python manage.py check_rollback "$2"; }

# The old image lists the migrations that it knows. The current image also knows the later ones, and says which of them
# would break the old release.
need_safety() {
  local known
  known=$(check_rollback "$TAG" --list </dev/null) || known=
  [ -n "$known" ] || fail "The image of $TAG does not say which migrations it knows, so nothing was changed."
  ! check_rollback "$CURRENT_TAG" --against <<<"$known" || return 0
  [ -n "${UNSAFE:-}" ] || fail "$TAG may not work with the tables of $CURRENT_TAG: see above. Nothing was changed." \
    "To do it anyway: UNSAFE=1 TAG=$TAG $(make_command rollback)." \
    "Or restore a backup of that time: $(make_command backups)"
}

choose_tag
need_web_image
need_safety
say "Rolling back from $CURRENT_TAG to $TAG"
export TAG
exec scripts/release/deploy.sh rollback
