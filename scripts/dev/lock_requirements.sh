#!/usr/bin/env bash
# Compile every requirements .in file into its lock file, for all platforms and for Python 3.11 and newer.
# `lock_requirements.sh --upgrade` takes newer versions.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"

LOCK_FILES=("$WEB_REQUIREMENTS" "$BACKUP_REQUIREMENTS" "$MONITOR_REQUIREMENTS" "$TEST_REQUIREMENTS" "$NODE_REQUIREMENTS"
  "$UV_REQUIREMENTS" "$GAZETTEER_REQUIREMENTS")

need_python
install_python_packages "$TEST_REQUIREMENTS"
export UV_CUSTOM_COMPILE_COMMAND="make lock"
# No index address in the files: each machine's pip settings choose the mirror.
for lock in "${LOCK_FILES[@]}"; do
  step "Locking $lock" "$PY" -m uv pip compile --universal --generate-hashes --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links "$@" "${lock%.txt}.in" --output-file "$lock"
done
