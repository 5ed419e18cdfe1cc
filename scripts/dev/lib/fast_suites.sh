# shellcheck shell=bash
# The fast suites, which need neither browser nor servers. `make check` runs only these, `make test` runs them first.
# Contents: fast_suites

[ -z "${FAST_SUITES_SH:-}" ] || return 0
FAST_SUITES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/suite_runner.sh"

npm_script() { npm run --silent --prefix "$FRONTEND" "$1"; }

lint_scripts() {
  find .ci/run scripts services gazetteer backup monitor tests nginx -name node_modules -prune -o -type f \( -name '*.sh' -o -name run \) -print0 |
    xargs -0 -n 8 -P 4 "$VENV/bin/shellcheck"
}

# eslint and tsc run at the same time: each keeps one core busy.
lint_frontend() {
  local lint status=0
  npm_script lint &
  lint=$!
  npm_script typecheck || status=1
  wait $lint || status=1
  return $status
}

lint_migrations() {
  PYTHONPATH=. DJANGO_SETTINGS_MODULE=scripts.dev.migration_lint_settings "$PY" "$WEB/manage.py" lintmigrations
}

fast_suites() {
  run_check "ruff: rules" "$PY" -m ruff check
  run_check "ruff: format" "$PY" -m ruff format --check
  run_check "mypy" "$PY" -m mypy
  run_check "eslint and tsc" lint_frontend
  run_check "shellcheck" lint_scripts
  run_check "API types" scripts/dev/generate_api_types.sh --check
  run_check "migrations" lint_migrations
  run_suite "TypeScript units" npm_script test
  run_suite "Python units on SQLite" "$PY" -m pytest -n auto -m "not postgresql and not redis and not browser and not stack and not data and not s3 and not slow"
}
