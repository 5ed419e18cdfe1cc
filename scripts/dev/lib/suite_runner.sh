# shellcheck shell=bash
# Runs test suites one after the other, continues after a failure, and adds up the results.
# Contents: run_suite, run_check, start_check, finish_checks, print_totals

[ -z "${SUITE_RUNNER_SH:-}" ] || return 0
SUITE_RUNNER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

PASSED=0
FAILED=0
SUMMARY=()
FAILED_TESTS=()   # as pytest lists them: name and reason
STARTED_CHECKS=() # names
CHECK_PIDS=()     # in the same order

# count_in_log WORD: the number before a word in the summary lines of pytest or Mocha, else 0.
count_in_log() {
  sed 's/\x1b\[[0-9;]*m//g' "$LOG" | grep -E '^=+ .* in [0-9.]+s|^ *[0-9]+ (passing|failing|pending)' |
    grep -oE "[0-9]+ $1" | tail -n 1 | grep -oE '[0-9]+' || printf 0
}

# set_log NAME: LOG is the path of the suite's log file.
set_log() {
  LOG=$LOGS/suite-$(printf '%s' "$1" | tr -c 'a-zA-Z0-9\n' -).log
  mkdir -p "$LOGS"
}

# run_logged NAME COMMAND...: show the output and save it in LOG.
run_logged() {
  set_log "$1"
  say "── $1"
  shift
  "$@" 2>&1 </dev/null | tee "$LOG"
}

# add_result NAME STATUS PASSED FAILED DURATION
add_result() {
  local failed=$4
  # A suite that fails without naming a failed test (a crash, no tests collected) counts as one failure.
  [ "$2" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  PASSED=$((PASSED + $3))
  FAILED=$((FAILED + failed))
  SUMMARY+=("$(printf '%-28s %5d passed %5d failed %5ds' "$1" "$3" "$failed" "$5")")
}

# run_suite NAME COMMAND...: pytest or Mocha. Skipped tests count as failed: nothing is skipped silently.
run_suite() {
  local status=0 started=$SECONDS failed=0 word
  run_logged "$@" || status=$?
  for word in failed failing errors? skipped pending; do
    failed=$((failed + $(count_in_log "$word")))
  done
  mapfile -t -O "${#FAILED_TESTS[@]}" FAILED_TESTS < <(grep -E '^(FAILED|ERROR) ' "$LOG")
  add_result "$1" "$status" "$(($(count_in_log passed) + $(count_in_log passing)))" "$failed" \
    $((SECONDS - started))
}

# run_check NAME COMMAND...: a tool that passes or fails as a whole; counts as one test.
run_check() {
  local status=0 started=$SECONDS
  run_logged "$@" || status=$?
  add_check_result "$1" "$status" $((SECONDS - started))
}

# add_check_result NAME STATUS DURATION
add_check_result() { add_result "$1" "$2" $(($2 == 0)) $(($2 != 0)) "$3"; }

# start_check NAME COMMAND...: like run_check, but beside others. `finish_checks` shows the output and counts the result.
start_check() {
  set_log "$1"
  STARTED_CHECKS+=("$1")
  shift
  {
    local status=0 started=$SECONDS
    "$@" >"$LOG" 2>&1 </dev/null || status=$?
    printf '%d %d\n' "$status" $((SECONDS - started)) >"$LOG.result"
  } &
  CHECK_PIDS+=($!)
}

# finish_checks: wait for all started checks.
finish_checks() {
  local name status duration
  wait "${CHECK_PIDS[@]}"
  for name in "${STARTED_CHECKS[@]}"; do
    set_log "$name"
    say "── $name"
    cat "$LOG"
    read -r status duration <"$LOG.result"
    rm "$LOG.result"
    add_check_result "$name" "$status" "$duration"
  done
  STARTED_CHECKS=() CHECK_PIDS=()
}

# print_totals: the failed tests, a table, then the sum as the last line. Fails when any suite failed.
print_totals() {
  say "──"
  printf '%s\n' ${FAILED_TESTS[@]+"${FAILED_TESTS[@]}"} "${SUMMARY[@]}"
  say "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
