# shellcheck shell=bash
# The release history: what was deployed here. releases.jsonl has one line for each deploy and rollback, and
# for each `make up` that changes the release, newest last. The dashboard reads it too.
# Contents: make_releases_folder, add_to_history, history_entries, history_tags, deployed_tags, kept_tags, recently_tried_tags

[ -z "${RELEASE_HISTORY_SH:-}" ] || return 0
RELEASE_HISTORY_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/compose.sh"

RELEASES_FOLDER=$(setting "${VARIABLE_PREFIX}RELEASE_HISTORY" "./var/releases$FOLDER_SUFFIX")
HISTORY=$RELEASES_FOLDER/releases.jsonl
MAX_KEPT_TAGS=5 # their images stay, so that a rollback needs no network

# make_releases_folder: web reads this folder as another user, so the umask of whoever deploys must not close it.
make_releases_folder() {
  mkdir -p "$RELEASES_FOLDER"
  let_everybody_read "$RELEASES_FOLDER"
}

# let_everybody_read PATH: only the owner may change the mode, so for other users this does nothing.
let_everybody_read() { chmod a+rX "$1" 2>/dev/null || true; }

# add_to_history KIND RESULT TAG COMMIT STEP REASON SECONDS: in one write, so that readers never see half a line.
add_to_history() {
  local entry
  entry=$(jq --null-input --compact-output --arg kind "$1" --arg result "$2" --arg tag "$3" --arg commit "$4" \
    --arg step "$5" --arg reason "$6" --argjson seconds "$7" --arg who "${SUDO_USER:-$(id -un)}" \
    '{at: (now | todate), $tag, $commit, $who, $kind, $result, $step, $reason, $seconds}')
  make_releases_folder
  printf '%s\n' "$entry" >>"$HISTORY"
  let_everybody_read "$HISTORY"
}

# history_entries [FILE]: the lines that contain a JSON object. A crash may have left an incomplete line.
history_entries() { jq --raw-input --compact-output 'fromjson? | objects' "${1:-$HISTORY}"; }

# history_tags: every tag that was ever tried here, newest first, each once.
history_tags() { history_entries | jq --raw-output .tag | newest_first; }

# deployed_tags [FILE]: tags that were deployed successfully, newest first, each once.
deployed_tags() {
  [ -f "${1:-$HISTORY}" ] || return 0
  history_entries "${1:-$HISTORY}" | jq --raw-output 'select(.result == "done") | .tag' | newest_first
}

# newest_first: lines in reverse order, each once.
newest_first() { awk '{ line[NR] = $0 } END { for (n = NR; n; n--) if (!seen[line[n]]++) print line[n] }'; }

# recently_tried_tags: the last five tried, including failed ones: an operator will probably deploy them again.
recently_tried_tags() { history_tags | head -n "$MAX_KEPT_TAGS"; }

# kept_tags: the last five tags successfully deployed, for production and staging each: both may use the same Docker
# engine.
kept_tags() {
  local folder
  for folder in "$(setting RELEASE_HISTORY ./var/releases)" \
    "$(setting STAGING_RELEASE_HISTORY ./var/releases-staging)"; do
    deployed_tags "$folder/releases.jsonl" | head -n "$MAX_KEPT_TAGS"
  done
}
