# shellcheck shell=bash
# Runs suites one after the other, keeps going after a failure, and adds up what passed.
# Contents: count, run_logged, record, suite, single, totals

PASSED=0
FAILED=0
SUMMARY=()

# count WORD: the number before a word in the lines that pytest or Mocha close with, else 0.
count() {
  sed 's/\x1b\[[0-9;]*m//g' "$LOG" | grep -E '^=+ .* in [0-9.]+s|^ *[0-9]+ (passing|failing|pending)' |
    grep -oE "[0-9]+ $1" | tail -n 1 | grep -oE '[0-9]+' || printf 0
}

# run_logged NAME COMMAND...: show the output and keep it; the log's path is in LOG.
run_logged() {
  LOG=$LOGS/suite-$(printf '%s' "$1" | tr -c 'a-zA-Z0-9\n' -).log
  mkdir -p "$LOGS"
  say "── $1"
  shift
  "$@" 2>&1 </dev/null | tee "$LOG"
}

# record NAME STATUS PASSED FAILED STARTED
record() {
  local failed=$4
  # A suite that ends badly without naming a failure (a crash, nothing collected) is one.
  [ "$2" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  PASSED=$((PASSED + $3))
  FAILED=$((FAILED + failed))
  SUMMARY+=("$(printf '%-28s %5d passed %5d failed %5ds' "$1" "$3" "$failed" $((SECONDS - $5)))")
}

# suite NAME COMMAND...: pytest or Mocha. What they skipped counts as failed: nothing is skipped silently.
suite() {
  local status=0 started=$SECONDS failed=0 word
  run_logged "$@" || status=$?
  for word in failed failing errors? skipped pending; do
    failed=$((failed + $(count "$word")))
  done
  record "$1" "$status" "$(($(count passed) + $(count passing)))" "$failed" "$started"
}

# single NAME COMMAND...: a tool that only says yes or no.
single() {
  local status=0 started=$SECONDS
  run_logged "$@" || status=$?
  record "$1" "$status" $((status == 0)) $((status != 0)) "$started"
}

# totals: the table, and as the last line the sum. Fails when anything did.
totals() {
  say "──"
  printf '%s\n' "${SUMMARY[@]}"
  say "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
