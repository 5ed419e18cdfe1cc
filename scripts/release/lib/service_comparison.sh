# shellcheck shell=bash
# Whether a release changes a service: compares the running container with what the release would start, ignoring the
# container's name and labels.
# Contents: service_unchanged

[ -z "${SERVICE_COMPARISON_SH:-}" ] || return 0
SERVICE_COMPARISON_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/containers.sh"
source scripts/release/lib/images.sh

# Not compared: files that every build writes differently, files that Docker mounts into every container, and nginx's
# configuration (nginx_config.sh compares it). /etc/shadow contains the date of the build.
NOT_COMPARED=(/proc /sys /dev /run /tmp /var/log /var/cache
  /etc/hostname /etc/hosts /etc/resolv.conf '/etc/shadow*' /etc/toponaut)

# service_unchanged SERVICE TAG
service_unchanged() {
  local id
  id=$(running_container "$1")
  [ -n "$id" ] && same_image "$(docker inspect --format '{{.Image}}' "$id")" "$(image_of "$1" "$2")" &&
    [ "$(docker inspect --format '{{index .Config.Labels "com.docker.compose.config-hash"}}' "$id")" = \
      "$(compose_with_tag "$(tag_of "$id")" config --hash "$1" | cut -d' ' -f2)" ]
}

# same_image IMAGE IMAGE: whether their content is the same. Ids differ because they contain the commit. Layers differ
# because they contain file times, so two machines never build equal ones. If layers alone decided, every CI release
# would restart PostgreSQL.
same_image() {
  [ "$(start_settings "$1")" = "$(start_settings "$2")" ] &&
    { [ "$(layers_of "$1")" = "$(layers_of "$2")" ] || same_files "$1" "$2"; }
}

# start_settings IMAGE: what it runs, as which user, with which variables.
start_settings() {
  docker image inspect --format '{{json .Config.Env}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}
    {{.Config.User}} {{.Config.WorkingDir}} {{.Config.StopSignal}}' "$1"
}

layers_of() { docker image inspect --format '{{json .RootFS.Layers}}' "$1"; }

same_files() {
  local digest
  digest=$(digest_of_files "$1") && [ "$digest" = "$(digest_of_files "$2")" ]
}

# digest_of_files IMAGE: a digest of the files' names, modes, owners and content. It takes 0.5 to 1 second for 150 MB.
digest_of_files() {
  local path words=()
  for path in "${NOT_COMPARED[@]}"; do words+=(-path "$path" -o); done
  # shellcheck disable=SC2016 # the container's shell expands it
  docker run --rm --network none --memory 64m --user 0 --entrypoint bash "$1" -euo pipefail -c '
    all() { find / -xdev \( "${skipped[@]}" -false \) -prune -o "$@"; }
    skipped=("$@")
    { all -printf "%M %U:%G %p %l\n" && all -type f -exec sha256sum {} +; } | sort | sha256sum' - "${words[@]}"
}
