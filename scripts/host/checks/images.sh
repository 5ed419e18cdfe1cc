# shellcheck shell=bash
# The check of the running images: Debian's packages in them, against those that this server's apt could install. It
# fetches the lists of the same Debian every night, so nothing has to be asked now.
# Contents: check_images

MAX_IMAGE_DAYS=30 # where apt cannot tell, because this is another Debian
MAX_NAMED_PACKAGES=5
NEXT_RELEASE="make release TAG=… (the next version), then make ship and make deploy"

check_images() {
  local installed available outdated
  [ -n "$(running_tag)" ] || return 0 # check_containers said so
  installed=$(installed_packages)
  available=$(available_packages <<<"$installed")
  [ -n "$(debian_release "$available")" ] && [ "$(debian_release "$installed")" = "$(debian_release "$available")" ] ||
    { check_image_age && return; }
  outdated=$(outdated_packages "$installed" "$available")
  if [ -n "$outdated" ]; then
    warning images "Debian has newer versions of $(wc -l <<<"$outdated") packages in them: $(first_names "$outdated")" \
      "$NEXT_RELEASE"
  else
    ok images "Debian has no newer packages than those in them"
  fi
}

# installed_packages: lines "name version", of all running containers.
installed_packages() {
  local container
  for container in $(compose ps --quiet 2>/dev/null); do
    # shellcheck disable=SC2016 # dpkg-query expands it
    docker exec "$container" dpkg-query --show --showformat '${Package} ${Version}\n' </dev/null 2>/dev/null || true
  done | sort -u
}

# available_packages: of the packages on standard input, lines "name version" as apt would install them now.
available_packages() {
  ! command -v apt-cache >/dev/null || cut -d' ' -f1 | sort -u | LC_ALL=C xargs apt-cache policy 2>/dev/null |
    awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) } $1 == "Candidate:" && $2 != "(none)" { print name, $2 }'
}

# debian_release PACKAGES: base-files 13.8 belongs to Debian 13.
debian_release() { sed -n 's/^base-files \([0-9]*\)[.+].*/\1/p' <<<"$1" | sort -u; }

# outdated_packages INSTALLED AVAILABLE
outdated_packages() {
  local name version newest
  awk 'NR == FNR { newest[$1] = $2; next } $1 in newest && $2 != newest[$1] { print $0, newest[$1] }' \
    <(say "$2") <(say "$1") |
    while read -r name version newest; do ! dpkg --compare-versions "$version" lt "$newest" || say "$name"; done | sort -u
}

# first_names LINES: joined by commas.
first_names() {
  awk -v most="$MAX_NAMED_PACKAGES" 'NR <= most { printf "%s%s", (NR > 1 ? ", " : ""), $1 } NR == most + 1 { printf ", …" }' \
    <<<"$1"
}

check_image_age() {
  local running created days
  running=$(running_tag)
  created=$(docker image inspect --format '{{.Created}}' "$(image_of web "$running")" 2>/dev/null) || created=
  [ -n "$created" ] || { warning images "the image of $running is not here" "$(make_command releases)" && return; }
  days=$(days_since "$created")
  if [ "$days" -gt "$MAX_IMAGE_DAYS" ]; then
    warning images "they are $days days old" "$NEXT_RELEASE"
  else
    ok images "they are $days days old"
  fi
}
