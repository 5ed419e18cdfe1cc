# shellcheck shell=bash
# The images of a release: their names, and which of them are on this machine.
# Contents: image_of, commit_of, missing_images, prune_images

[ -z "${IMAGES_SH:-}" ] || return 0
IMAGES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/containers.sh"
source scripts/release/lib/release_history.sh

# image_of SERVICE TAG
image_of() { say "$(setting REGISTRY toponaut)/$1:$2"; }

# commit_of TAG: the commit that its images were built from; empty if they do not say.
commit_of() {
  docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' \
    "$(image_of web "$1")" 2>/dev/null || true
}

# missing_images TAG: the release's images that are not on this machine.
missing_images() {
  local image
  for image in $(compose_with_tag "$1" config --images | sort -u); do
    docker image inspect "$image" >/dev/null 2>&1 || say "$image"
  done
}

# prune_images: remove the images of releases that are in the history and neither kept nor recently tried. Images that
# were never deployed here may be needed for something else. Images that a container uses stay, because removal is not
# forced.
prune_images() {
  local tag service kept
  kept=$(kept_tags && recently_tried_tags)
  for tag in $(history_tags); do
    ! say "$kept" | grep -qxF "$tag" || continue
    for service in $(compose config --services); do
      docker image rm "$(image_of "$service" "$tag")" >/dev/null 2>&1 || true
    done
  done
}
