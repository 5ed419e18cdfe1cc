# shellcheck shell=bash
# The fast suites, which need neither browser nor servers. `make check` runs only these, `make test` runs them first.
# Contents: fast_suites

[ -z "${FAST_SUITES_SH:-}" ] || return 0
FAST_SUITES_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/suite_runner.sh"

# Pytest's own plugins of libraries are needed only by the generated tests of the API. To import them costs each pytest
# process 4 s of CPU time, and to collect the tests that a suite does not run costs it as much again.
UNITS=(-p no:schemathesis -p no:hypothesispytest -p no:anyio -p no:locust
  --ignore tests/browser --ignore tests/stack --ignore services/web/config/tests/test_documented_api.py)

npm_script() { npm run --silent --prefix "$FRONTEND" "$1"; }

list_scripts() {
  find .ci/run scripts services gazetteer backup monitor tests nginx -name node_modules -prune -o -type f \( -name '*.sh' -o -name run \) -print0
}

# lint_scripts: skipped until a script changes. One that changes is a reason to check all: each is checked together with
# what it sources.
lint_scripts() {
  unless_done shellcheck "$(list_scripts | xargs -0 cksum .shellcheckrc "$TEST_REQUIREMENTS")" check_scripts
}

check_scripts() { list_scripts | xargs -0 -n 8 -P 4 "$VENV/bin/shellcheck"; }

lint_dockerfiles() {
  find services nginx backup monitor tests -name node_modules -prune -o -name Dockerfile -exec "$VENV/bin/hadolint" {} +
}

lint_migrations() {
  PYTHONPATH=. DJANGO_SETTINGS_MODULE=scripts.dev.migration_lint_settings "$PY" "$WEB/manage.py" lintmigrations
}

# The checks run beside each other, because most of them use one core only.
fast_suites() {
  start_check "ruff: rules" "$PY" -m ruff check
  start_check "ruff: format" "$PY" -m ruff format --check
  start_check "mypy" "$PY" -m mypy
  start_check "eslint" npm_script lint
  start_check "tsc" npm_script typecheck
  start_check "shellcheck" lint_scripts
  start_check "hadolint" lint_dockerfiles
  start_check "gixy" scripts/dev/lint_nginx.sh
  start_check "API types" scripts/dev/generate_api_types.sh --check
  start_check "migrations" lint_migrations
  finish_started
  start_suite "TypeScript units" npm_script test
  run_suite "Python units on SQLite" "$PY" -m pytest -n auto "${UNITS[@]}" \
    -m "not postgresql and not redis and not data and not s3 and not slow"
  finish_started
}
