# shellcheck shell=bash
# The images of a release: their names, which of them are on this machine, and what code they hold.
# Contents: image_of, commit_of, commit_of_image, commit_of_git_tag, missing_images, pull_images, need_code_of_tag, prune_images

[ -z "${IMAGES_SH:-}" ] || return 0
IMAGES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/containers.sh"
source scripts/release/lib/git_checkout.sh
source scripts/release/lib/release_history.sh

# image_of SERVICE TAG
image_of() { say "$(setting REGISTRY toponaut)/$1:$2"; }

# commit_of TAG: the commit that its images were built from; empty if they do not say.
commit_of() { commit_of_image "$(image_of web "$1")"; }

commit_of_image() {
  docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' "$1" 2>/dev/null || true
}

# commit_of_git_tag TAG: the commit of the git tag; empty if this checkout does not know it.
commit_of_git_tag() { git rev-parse --verify --quiet "refs/tags/$1^{commit}" 2>/dev/null || true; }

# missing_images TAG: the release's images that are not on this machine.
missing_images() {
  local image
  for image in $(compose_with_tag "$1" config --images | sort -u); do
    docker image inspect "$image" >/dev/null 2>&1 || say "$image"
  done
}

# pull_images TAG: from the registry, if REGISTRY is one: its name contains a dot, a port or a path.
pull_images() {
  case $(setting REGISTRY toponaut) in
    *[./:]*) compose_with_tag "$1" pull ;;
  esac
}

# need_code_of_tag TAG: the images must hold the code of the git tag of that name, if git knows it. They do not if
# somebody built other code under that tag, or moved the tag.
need_code_of_tag() {
  local image commit built problem
  commit=$(commit_of_git_tag "$1")
  if [ -z "$commit" ]; then
    problem=$(git_problem)
    say "images: their commit was not compared with git's tag. ${problem:-git has no tag $1 here.}"
    return
  fi
  for image in $(compose_with_tag "$1" config --images | sort -u); do
    built=$(commit_of_image "$image")
    [ "$built" != "$commit" ] || continue
    say "images: $image was built from ${built:-an unknown commit}, and the git tag $1 is $commit"
    [ -n "${UNSAFE:-}" ] || fail "The images of $1 do not hold the code of the git tag $1: see above." \
      "To send the right ones: \`TAG=$1 HOST=… make ship\` where they were built. To use these: UNSAFE=1"
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
