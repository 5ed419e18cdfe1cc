#!/usr/bin/env bash
# Create the image that all others are built on from Debian's packages, if the engine does not have it. No registry is
# needed.
#
#   bootstrap      Debian as a tar file, from the default mirror; `build_base_image.sh bookworm`: Debian 12 instead of 13
#   import         into the engine
#   certificates   those that this host trusts beyond Debian's list, so that builds can use its proxy
set -euo pipefail
source "$(dirname "$0")/../../scripts/lib/common.sh"

SUITE=${1:-trixie}
BASE_IMAGE=debian:$SUITE-slim
CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt
BUILD_FOLDER=$PWD/var/stack/base

bootstrap() { mmdebstrap --variant=minbase --include=ca-certificates "$SUITE" "$BUILD_FOLDER/base.tar"; }

# add_certificates FILE...: the variables make pip and npm use them too, instead of their own lists.
add_certificates() {
  mkdir "$BUILD_FOLDER/certificates"
  cp "$@" "$BUILD_FOLDER/certificates/"
  printf '%s\n' "FROM $BASE_IMAGE" "COPY certificates/ /usr/local/share/ca-certificates/" "RUN update-ca-certificates" \
    "ENV SSL_CERT_FILE=$CA_BUNDLE NODE_EXTRA_CA_CERTS=$CA_BUNDLE" >"$BUILD_FOLDER/Dockerfile"
  docker build --tag "$BASE_IMAGE" "$BUILD_FOLDER"
}

! docker image inspect "$BASE_IMAGE" >/dev/null 2>&1 || exit 0
command -v mmdebstrap >/dev/null || exit 0 # then the build pulls the image from a registry, or fails with a message
rm -rf "$BUILD_FOLDER"
mkdir -p "$BUILD_FOLDER"
step "Building $BASE_IMAGE" bootstrap
step "Importing it into the engine" docker import --change 'CMD ["bash"]' "$BUILD_FOLDER/base.tar" "$BASE_IMAGE"
shopt -s nullglob
host_certificates=(/usr/local/share/ca-certificates/*.crt)
[ ${#host_certificates[@]} -eq 0 ] || step "Adding this host's certificates" add_certificates "${host_certificates[@]}"
rm -rf "$BUILD_FOLDER"
