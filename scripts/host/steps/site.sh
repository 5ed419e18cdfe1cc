# shellcheck shell=bash
# The site, from a checkout of the operator's own.
# Contents: step_site

SITE=/home/$OPERATOR/toponaut

# Once the site runs, `make deploy` chooses its release.
step_site() {
  if [ -f "$SITE/.env" ] && grep -q '^TAG=v' "$SITE/.env"; then
    as_operator make -C "$SITE" up
  else
    first_start
  fi
}

first_start() {
  local tag
  [ -d "$SITE/.git" ] || git_clone
  chown -R "$OPERATOR:$OPERATOR" "$SITE" # git and Compose write into it
  as_operator git -C "$SITE" fetch --quiet --tags || say "git could not fetch newer tags: see above."
  tag=${TAG:-$(as_operator git -C "$SITE" tag --list 'v*' --sort=-version:refname | head -n 1)}
  [ -n "$tag" ] || fail "The checkout has no tag v…, so there is no release to start: write TAG into the answers."
  as_operator git -C "$SITE" checkout --quiet "$tag"
  write_site_settings
  as_operator env BUILD=1 TAG="$tag" make -C "$SITE" up
}

git_clone() {
  local origin
  origin=$(git -c safe.directory="$PWD" remote get-url origin 2>/dev/null) || origin=
  git -c safe.directory="$PWD" clone --quiet --no-hardlinks "$PWD" "$SITE"
  [ -z "$origin" ] || git -C "$SITE" remote set-url origin "$origin"
}

# write_site_settings: once. Later they belong to the operator.
write_site_settings() {
  [ ! -f "$SITE/.env" ] || return 0
  as_operator make -C "$SITE" secrets >/dev/null
  write_site_setting ALLOWED_HOSTS "$DOMAIN"
  write_site_setting HTTP_ADDRESS 0.0.0.0
  ! grep -q . /proc/net/if_inet6 2>/dev/null || write_site_setting HTTP_ADDRESS_IPV6 '[::]' # lists IPv6 addresses
  write_site_setting HTTP_PORT 80
  write_site_setting SECURITY_CONTACT "$EMAIL"
}

# write_site_setting NAME VALUE: into .env, by the function of that checkout.
write_site_setting() {
  # shellcheck disable=SC2016 # the other shell expands it
  as_operator bash -euc 'source "$1/scripts/lib/dotenv.sh" && write_setting "$2" "$3"' - "$SITE" "$@"
}
