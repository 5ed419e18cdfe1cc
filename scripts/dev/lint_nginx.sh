#!/usr/bin/env bash
# Let gixy look for faults in nginx's configuration. It reads a copy with example settings, because the real files exist
# only in the container (nginx/configure.sh).
set -euo pipefail
source "$(dirname "$0")/../lib/common.sh"

# try_files_is_evil_too: gixy wants open_file_cache. That would keep answering 404 for a file that a release has just
#   added, and the kernel's own cache makes the lookups cheap.
# host_spoofing: gixy wants $host, which has no port. Django needs the port for its own addresses, and answers 400 to a
#   host or a port that the settings do not name.
SKIPPED=try_files_is_evil_too,host_spoofing

folder=$(mktemp -d "${TMPDIR:-/tmp}/toponaut-nginx.XXXXXX")
trap 'rm -rf "$folder"' EXIT
cp -r nginx/configuration/snippets "$folder"
touch "$folder/mime.types" "$folder/real_ip.conf" "$folder/trusted.conf"
cp "$folder/snippets/refuse_banned.conf" "$folder/refuse.conf"
for file in nginx/configuration/*.template nginx/configuration/snippets/*; do
  target=${file#nginx/configuration/}
  sed -E "s:/(run|etc)/nginx/:$folder/:; s/\\$\{[A-Z_]+\}/20/" "$file" >"$folder/${target%.template}"
done
"$PY" -m gixy.cli --skips "$SKIPPED" "$folder/nginx.conf"
