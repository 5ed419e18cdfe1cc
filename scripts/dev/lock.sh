#!/usr/bin/env bash
# Compile every requirements .in file, for every platform and Python from 3.11 on. `lock.sh --upgrade` takes newer versions.
set -euo pipefail
source "$(dirname "$0")/../lib/packages.sh"

need_python
install_python_packages "$TEST_REQUIREMENTS"
# No index address in the files: which mirror to use is the business of each machine's pip settings.
export UV_CUSTOM_COMPILE_COMMAND="make lock"
for lock in "$WEB_REQUIREMENTS" "$BACKUP_REQUIREMENTS" "$MONITOR_REQUIREMENTS" "$TEST_REQUIREMENTS" "$NODE_REQUIREMENTS" "$GAZETTEER_REQUIREMENTS"; do
  step "Locking $lock" "$PY" -m uv pip compile --universal --generate-hashes --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links "$@" "${lock%.txt}.in" --output-file "$lock"
done
