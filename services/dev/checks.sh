# shellcheck shell=bash
# The fast suites: no browser, no servers. `make check` is these alone, `make test` begins with them.

npm_script() { npm run --silent --prefix "$FRONTEND" "$1"; }

lint_scripts() {
  find services tests -name node_modules -prune -o -name '*.sh' -exec "$VENV/bin/shellcheck" --external-sources .ci/run {} +
}

lint_migrations() {
  PYTHONPATH=services DJANGO_SETTINGS_MODULE=dev.lint_settings "$PY" "$WEB/manage.py" lintmigrations
}

fast_suites() {
  single "ruff: rules" "$PY" -m ruff check
  single "ruff: format" "$PY" -m ruff format --check
  single "mypy" "$PY" -m mypy
  single "eslint" npm_script lint
  single "tsc" npm_script typecheck
  single "shellcheck" lint_scripts
  single "API types" services/dev/openapi.sh --check
  single "migrations" lint_migrations
  suite "TypeScript units" npm_script test
  suite "Python units on SQLite" "$PY" -m pytest -n auto -m "not postgresql and not redis and not browser and not stack"
}
