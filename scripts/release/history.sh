# shellcheck shell=bash
# What was deployed here: releases.jsonl, a line for each deploy and rollback, newest last. The dashboard reads it too.
# Source it after lib.sh and stack.sh.
# Contents: record, deployed_tags, kept_tags, recent_tags, now

RELEASES=$(setting "${PREFIX}RELEASE_HISTORY" "./var/releases$SUFFIX")
HISTORY=$RELEASES/releases.jsonl
KEPT=5 # tags whose images stay, for a rollback without a network

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# json TEXT: as a JSON string, in one line.
json() { printf '"%s"' "$(printf '%s' "$1" | tr '\n\t' '  ' | tr -d '\000-\037' | sed 's/[\\"]/\\&/g')"; }

# record KIND RESULT TAG COMMIT STEP REASON SECONDS: one write, so that whoever reads meanwhile sees whole lines.
record() {
  local who=${SUDO_USER:-$(id -un)}
  printf '{"at": "%s", "tag": %s, "commit": %s, "who": %s, "kind": "%s", "result": "%s", "step": %s, "reason": %s, "seconds": %d}\n' \
    "$(now)" "$(json "$3")" "$(json "$4")" "$(json "$who")" "$1" "$2" "$(json "$5")" "$(json "$6")" "$7" >>"$HISTORY"
}

# field NAME: of each line on standard input.
field() { sed -nE "s/.*\"$1\": \"?([^,\"}]*).*/\1/p"; }

# deployed_tags [FILE]: newest first, each once, those that failed left out.
deployed_tags() {
  [ -f "${1:-$HISTORY}" ] || return 0
  grep -F '"result": "done"' "${1:-$HISTORY}" | field tag | newest_first
}

# newest_first: lines in reverse, each once.
newest_first() { awk '{ line[NR] = $0 } END { for (n = NR; n; n--) if (!seen[line[n]]++) print line[n] }'; }

# recent_tags: the last five that were tried, whatever came of it: one that failed is tried again once its reason is gone.
recent_tags() { field tag <"$HISTORY" | newest_first | head -n $KEPT; }

# kept_tags: the last five of production and of staging, which may share an engine.
kept_tags() {
  local folder
  for folder in "$(setting RELEASE_HISTORY ./var/releases)" "$(setting STAGING_RELEASE_HISTORY ./var/releases-staging)"; do
    deployed_tags "$folder/releases.jsonl" | head -n $KEPT
  done
}
