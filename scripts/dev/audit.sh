#!/usr/bin/env bash
# List the known vulnerabilities of the packages in all lock files. It reports and fails nothing: update what it names with
# `scripts/dev/lock_requirements.sh --upgrade` or `npm update`, and release.
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"

need_python
need_node
install_python_packages "$TEST_REQUIREMENTS"
exec "$PY" scripts/dev/audit.py "$WEB_REQUIREMENTS" "$BACKUP_REQUIREMENTS" "$MONITOR_REQUIREMENTS" \
  "$NODE_REQUIREMENTS" "$UV_REQUIREMENTS" "$GAZETTEER_REQUIREMENTS" "$TEST_REQUIREMENTS" \
  "$FRONTEND/package-lock.json" gazetteer/package-lock.json tests/html_validator/package-lock.json
