# shellcheck shell=bash
# The SBOM of a release: every package in its images, as CycloneDX JSON. It is beside the release history.
# Contents: prepare_sbom, write_sbom

[ -z "${SBOM_SH:-}" ] || return 0
SBOM_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/images.sh"
source scripts/lib/python_and_node.sh

# prepare_sbom: the Python packages that write and validate it.
prepare_sbom() {
  need_python
  install_python_packages "$TEST_REQUIREMENTS"
}

# write_sbom TAG COMMIT
write_sbom() {
  local file=$RELEASES_FOLDER/sbom-$1.cdx.json images lock
  make_releases_folder
  lock=$(git show "$2:$FRONTEND/package-lock.json") || fail "This checkout has no commit $2: run \`git fetch --tags\` first."
  images=$(compose_with_tag "$1" config --images | sort -u)
  # shellcheck disable=SC2086 # names without blanks
  "$PY" scripts/release/sbom.py "$1" "$2" $images <<<"$lock" >"$file.new" ||
    fail "The SBOM of $1 was not written: see above. To try again: TAG=$1 make sbom"
  mv "$file.new" "$file"
  say "The SBOM of $1 is $file"
}
