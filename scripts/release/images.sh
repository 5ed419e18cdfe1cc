# shellcheck shell=bash
# Whether two images are the same to whoever runs them. Source it after stack.sh.
# Contents: image_of, same_image

# What a build leaves behind of itself, what the engine puts into every container, and nginx's configuration (front.sh).
# /etc/shadow has the day in it.
NOT_COMPARED=(/proc /sys /dev /run /tmp /var/log /var/cache /etc/hostname /etc/hosts /etc/resolv.conf '/etc/shadow*' /etc/toponaut)

# image_of SERVICE TAG
image_of() { say "$(setting REGISTRY toponaut)/$1:$2"; }

# same_image IMAGE IMAGE: not by its id, which holds the commit. Nor by its layers alone: they hold the time of each file,
# so no two machines build the same ones, and a release built by CI would start PostgreSQL anew every time.
same_image() {
  [ "$(start_of "$1")" = "$(start_of "$2")" ] && { [ "$(layers_of "$1")" = "$(layers_of "$2")" ] || same_files "$1" "$2"; }
}

# start_of IMAGE: what it runs, as whom, with which variables.
start_of() {
  docker image inspect --format '{{json .Config.Env}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}
    {{.Config.User}} {{.Config.WorkingDir}} {{.Config.StopSignal}}' "$1"
}

layers_of() { docker image inspect --format '{{json .RootFS.Layers}}' "$1"; }

same_files() {
  local digest
  digest=$(digest_of_files "$1") && [ "$digest" = "$(digest_of_files "$2")" ]
}

# digest_of_files IMAGE: of their names, modes, owners and bytes; half a second to one for 150 MB.
digest_of_files() {
  local path words=()
  for path in "${NOT_COMPARED[@]}"; do words+=(-path "$path" -o); done
  # shellcheck disable=SC2016 # the container's shell fills it in
  docker run --rm --network none --memory 64m --user 0 --entrypoint bash "$1" -euo pipefail -c '
    all() { find / -xdev \( "${skipped[@]}" -false \) -prune -o "$@"; }
    skipped=("$@")
    { all -printf "%M %U:%G %p %l\n" && all -type f -exec sha256sum {} +; } | sort | sha256sum' - "${words[@]}"
}
