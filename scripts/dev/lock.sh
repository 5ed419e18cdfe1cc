#!/usr/bin/env bash
# Compile every requirements .in file, for every platform and Python from 3.11 on. `lock.sh --upgrade` takes newer versions.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/../lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
source scripts/lib/packages.sh

need_python
python_packages "$TEST_PACKAGES"
# No index address in the files: which mirror to use is the business of each machine's pip settings.
export UV_CUSTOM_COMPILE_COMMAND="make lock"
for lock in "$SITE_PACKAGES" "$BACKUP_PACKAGES" "$MONITOR_PACKAGES" "$TEST_PACKAGES" "$NODE_PACKAGES" "$DATA_PACKAGES"; do
  step "Locking $lock" "$PY" -m uv pip compile --universal --generate-hashes --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links "$@" "${lock%.txt}.in" --output-file "$lock"
done
