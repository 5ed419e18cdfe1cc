#!/usr/bin/env bash
# Start the site from a fresh checkout. A step that has nothing to do is skipped.
#
#   preflight   Python, Node and a free port; changes nothing
#   python      .venv with the locked packages
#   node        the frontend's packages
#   frontend    webpack's bundles
#   database    SQLite with the real places
#   serve       http://localhost:$PORT
set -euo pipefail
source "$(dirname "$0")/../lib/python_and_node.sh"
source scripts/dev/lib/local_site.sh

PORT=${PORT:-8000}
export TOPONAUT_ENV=development

preflight() {
  need_python
  need_node
  "$PYTHON" scripts/dev/check_port.py "$PORT" || exit 1
}

# gunicorn instead of runserver: runserver's reloader can leave a child process that still listens on the port.
serve() {
  say "Toponaut is at http://localhost:$PORT (Ctrl-C stops it)"
  exec "$PY" -m gunicorn --chdir "$WEB" --bind "127.0.0.1:$PORT" --threads 4 --reload --log-level error config.wsgi
}

preflight
install_python_packages "$WEB_REQUIREMENTS"
install_node_packages "$FRONTEND"
build_frontend
load_database
serve
