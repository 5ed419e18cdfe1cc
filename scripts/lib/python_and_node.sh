# shellcheck shell=bash disable=SC2034
# Python, Node and their locked packages on this machine. Each function can be called again, and is quick if there is
# nothing to do.
# Contents: need_python, need_node, install_python_packages, install_node_packages

[ -z "${PYTHON_AND_NODE_SH:-}" ] || return 0
PYTHON_AND_NODE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

MIN_PYTHON=3.11
MIN_NODE=20

# The lock files
WEB_REQUIREMENTS=$WEB/requirements/web.txt
TEST_REQUIREMENTS=$WEB/requirements/test.txt # the site's packages, and those of tests and linters
NODE_REQUIREMENTS=$WEB/requirements/node.txt # installs Node while the image is built
UV_REQUIREMENTS=$WEB/requirements/uv.txt     # installs the other packages
GAZETTEER_REQUIREMENTS=gazetteer/requirements.txt
BACKUP_REQUIREMENTS=backup/requirements.txt # of a sidecar, like the next one; test.txt contains their packages too
MONITOR_REQUIREMENTS=monitor/requirements.txt

# need_python: sets PYTHON to an interpreter that is new enough.
need_python() {
  local candidate
  need_writable_checkout
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c "import sys; sys.exit(sys.version_info < (${MIN_PYTHON/./, }))" 2>/dev/null; then
      PYTHON=$candidate
      [ -x "$PY" ] || need_venv
      return
    fi
  done
  fail "Python $MIN_PYTHON or newer is needed; found $(python3 --version 2>/dev/null || echo none)." \
    "Install it, or say where it is: PYTHON=/path/to/python3 make …"
}

# Debian packages venv apart from python3.
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

# install_python_packages LOCK_FILE: into .venv.
install_python_packages() {
  if [ ! -x "$PY" ]; then
    rm -f "$STAMPS"/python-*
    step "Creating a Python environment" "$PYTHON" -m venv "$VENV"
  fi
  unless_done "python-${1//\//-}" "$("$PY" --version) $(fingerprint "$1")" \
    step "Installing Python packages" install_lock_file "$1"
}

# install_lock_file LOCK_FILE: by uv, which takes 7 s for test.txt; pip takes 100. By pip where uv fails: there may be
# no wheel of it for this machine.
install_lock_file() {
  install_lock_file_by_uv "$1" || install_lock_file_by_pip "$1"
}

install_lock_file_by_pip() {
  "$PY" -m pip install --disable-pip-version-check --require-hashes -r "$1"
}

# In a subshell, because it exports settings. unsafe-best-match: look in every index, as pip does. Hashes make that safe.
install_lock_file_by_uv() (
  install_lock_file_by_pip "$UV_REQUIREMENTS" || exit
  while IFS= read -r setting; do export "${setting?}"; done < <(pip_settings_for_uv)
  "$PY" -m uv pip install --python "$PY" --index-strategy unsafe-best-match --require-hashes -r "$1"
)

# pip_settings_for_uv: NAME=value for each of pip's settings that says where packages are. uv does not read them.
pip_settings_for_uv() {
  "$PY" -m pip config list | sed -nE "s/\\\\n/ /g
    s/^[^.]+\.index-url='(.*)'$/UV_DEFAULT_INDEX=\1/p
    s/^[^.]+\.extra-index-url='(.*)'$/UV_INDEX=\1/p
    s/^[^.]+\.find-links='(.*)'$/UV_FIND_LINKS=\1/p
    s/^[^.]+\.cert='(.*)'$/SSL_CERT_FILE=\1/p"
}

# install_node_packages FOLDER: the packages that its package-lock.json lists.
install_node_packages() {
  local stamp=node-${1//\//-}
  [ -d "$1/node_modules" ] || rm -f "$STAMPS/$stamp"
  unless_done "$stamp" "$(node --version) $(fingerprint "$1/package-lock.json")" \
    step "Installing Node packages in $1" npm ci --prefix "$1" --no-audit --no-fund
}
