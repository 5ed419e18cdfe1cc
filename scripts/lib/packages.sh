# shellcheck shell=bash disable=SC2034
# The steps that several commands share. Each is idempotent, and quick when there is nothing to do.
# Contents: need_python, need_node, python_packages, node_packages, build_frontend, load_database

MIN_PYTHON=3.11
MIN_NODE=20

SITE_PACKAGES=$WEB/requirements/web.txt
TEST_PACKAGES=$WEB/requirements/test.txt # the site's, and what tests and linters need
NODE_PACKAGES=$WEB/requirements/node.txt # the image's build has no Node of its own
DATA_PACKAGES=gazetteer/requirements.txt
BACKUP_PACKAGES=backup/requirements.txt # of the sidecars' images; the tests' hold them too
MONITOR_PACKAGES=monitor/requirements.txt

# need_python: set PYTHON to an interpreter that is new enough.
need_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c "import sys; sys.exit(sys.version_info < (${MIN_PYTHON/./, }))" 2>/dev/null; then
      PYTHON=$candidate
      [ -x "$PY" ] || need_venv
      return
    fi
  done
  fail "Python $MIN_PYTHON or newer is needed; found $(python3 --version 2>/dev/null || echo none)." \
    "Install it, or name one: PYTHON=/path/to/python3 make …"
}

# Debian leaves venv's other half out of the python3 package.
need_venv() {
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"
}

need_node() {
  local version
  command -v node >/dev/null || fail "Node $MIN_NODE or newer is needed, and there is no \`node\` in the PATH."
  command -v npm >/dev/null || fail "npm is needed beside Node, and there is no \`npm\` in the PATH."
  version=$(node -p 'process.versions.node')
  [ "${version%%.*}" -ge "$MIN_NODE" ] || fail "Node $MIN_NODE or newer is needed; found $version."
}

# python_packages LOCK: what a lock file says, into .venv.
python_packages() {
  if [ ! -x "$PY" ]; then
    rm -f "$STAMPS"/python-*
    step "Making a Python environment" "$PYTHON" -m venv "$VENV"
  fi
  unless_done "python-${1//\//-}" "$("$PY" --version) $(fingerprint "$1")" \
    step "Installing Python packages" "$PY" -m pip install --disable-pip-version-check --require-hashes -r "$1"
}

# node_packages FOLDER: what its package-lock.json says.
node_packages() {
  local stamp=node-${1//\//-}
  [ -d "$1/node_modules" ] || rm -f "$STAMPS/$stamp"
  unless_done "$stamp" "$(node --version) $(fingerprint "$1/package-lock.json")" \
    step "Installing Node packages in $1" npm ci --prefix "$1" --no-audit --no-fund
}

build_frontend() {
  [ -d "$FRONTEND/dist" ] || rm -f "$STAMPS/frontend"
  unless_done frontend "$(fingerprint "$FRONTEND")" step "Building the frontend" npm run build --prefix "$FRONTEND"
}

# load_database: tables and places, into whatever DATABASE_URL names (SQLite in var/ by default).
load_database() {
  "$PY" "$WEB/manage.py" migrate --verbosity 0
  "$PY" "$WEB/manage.py" load_places
}
