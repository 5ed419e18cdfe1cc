# shellcheck shell=bash
# The fast suites: no browser, no servers. `make check` is these alone, `make test` begins with them.

npm_script() { npm run --silent --prefix "$FRONTEND" "$1"; }

lint_scripts() {
  find .ci/run scripts services gazetteer backup monitor tests nginx -name node_modules -prune -o -type f \( -name '*.sh' -o -name run \) -print0 |
    xargs -0 -n 8 -P 4 "$VENV/bin/shellcheck" --external-sources
}

# Side by side: each has a core's worth of work.
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
  single "ruff: rules" "$PY" -m ruff check
  single "ruff: format" "$PY" -m ruff format --check
  single "mypy" "$PY" -m mypy
  single "eslint and tsc" lint_frontend
  single "shellcheck" lint_scripts
  single "API types" scripts/dev/openapi.sh --check
  single "migrations" lint_migrations
  suite "TypeScript units" npm_script test
  suite "Python units on SQLite" "$PY" -m pytest -n auto -m "not postgresql and not redis and not browser and not stack and not data and not s3 and not slow"
}
