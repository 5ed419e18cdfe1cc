#!/usr/bin/env bash
# The image that all others are built on, made from Debian's packages where the engine has none: no registry is needed.
#
#   bootstrap      Debian 13 in a tar file, from the default mirror
#   certificates   what this host trusts beyond Debian's list, so that builds get through its proxy
set -euo pipefail
source "$(dirname "$0")/../../scripts/lib/common.sh"

BASE=debian:trixie-slim
BUNDLE=/etc/ssl/certs/ca-certificates.crt
FOLDER=var/stack/base

bootstrap() { mmdebstrap --variant=minbase --include=ca-certificates trixie "$FOLDER/base.tar"; }

# The variables are for pip and npm, which bring lists of their own.
certificates() {
  mkdir "$FOLDER/certificates"
  cp "$@" "$FOLDER/certificates/"
  printf '%s\n' "FROM $BASE" "COPY certificates/ /usr/local/share/ca-certificates/" "RUN update-ca-certificates" \
    "ENV SSL_CERT_FILE=$BUNDLE NODE_EXTRA_CA_CERTS=$BUNDLE" >"$FOLDER/Dockerfile"
  docker build --tag "$BASE" "$FOLDER"
}

! docker image inspect $BASE >/dev/null 2>&1 || exit 0
command -v mmdebstrap >/dev/null || exit 0 # then the build pulls it, or says that it cannot
rm -rf $FOLDER
mkdir -p $FOLDER
step "Making $BASE" bootstrap
shopt -s nullglob
extra=(/usr/local/share/ca-certificates/*.crt)
step "Giving it to the engine" docker import --change 'CMD ["bash"]' $FOLDER/base.tar $BASE
[ ${#extra[@]} -eq 0 ] || step "Adding this host's certificates to it" certificates "${extra[@]}"
rm -rf $FOLDER
