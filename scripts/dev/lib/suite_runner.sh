# shellcheck shell=bash
# Runs test suites one after the other or beside each other, continues after a failure, and adds up the results.
# Contents: run_suite, run_check, start_suite, start_check, finish_started, print_totals

[ -z "${SUITE_RUNNER_SH:-}" ] || return 0
SUITE_RUNNER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

PASSED=0
FAILED=0
SUMMARY=()
FAILED_TESTS=()   # as pytest lists them: name and reason
STARTED=()        # names
STARTED_KINDS=()  # suite or check, in the same order
STARTED_PIDS=()   # in the same order

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
  local status=0 started=$SECONDS
  run_logged "$@" || status=$?
  add_suite_result "$1" "$status" $((SECONDS - started))
}

# run_check NAME COMMAND...: a tool that passes or fails as a whole; counts as one test.
run_check() {
  local status=0 started=$SECONDS
  run_logged "$@" || status=$?
  add_check_result "$1" "$status" $((SECONDS - started))
}

# add_suite_result NAME STATUS DURATION: the suite's output is in LOG.
add_suite_result() {
  local failed=0 word
  for word in failed failing errors? skipped pending; do
    failed=$((failed + $(count_in_log "$word")))
  done
  mapfile -t -O "${#FAILED_TESTS[@]}" FAILED_TESTS < <(grep -E '^(FAILED|ERROR) [^ ]' "$LOG")
  add_result "$1" "$2" "$(($(count_in_log passed) + $(count_in_log passing)))" "$failed" "$3"
}

# add_check_result NAME STATUS DURATION
add_check_result() { add_result "$1" "$2" $(($2 == 0)) $(($2 != 0)) "$3"; }

# start_suite NAME COMMAND... and start_check NAME COMMAND...: like run_suite and run_check, but beside others.
# `finish_started` shows the output and counts the result.
start_suite() { start_job suite "$@"; }
start_check() { start_job check "$@"; }

# start_job KIND NAME COMMAND...
start_job() {
  set_log "$2"
  STARTED_KINDS+=("$1") STARTED+=("$2")
  shift 2
  {
    local status=0 started=$SECONDS
    "$@" >"$LOG" 2>&1 </dev/null || status=$?
    printf '%d %d\n' "$status" $((SECONDS - started)) >"$LOG.result"
  } &
  STARTED_PIDS+=($!)
}

# finish_started: wait for all that was started.
finish_started() {
  local number name status duration
  wait "${STARTED_PIDS[@]}"
  for number in "${!STARTED[@]}"; do
    name=${STARTED[number]}
    set_log "$name"
    say "── $name"
    cat "$LOG"
    read -r status duration <"$LOG.result"
    rm "$LOG.result"
    "add_${STARTED_KINDS[number]}_result" "$name" "$status" "$duration"
  done
  STARTED=() STARTED_KINDS=() STARTED_PIDS=()
}

# print_totals: the failed tests, a table, then the sum as the last line. Fails when any suite failed.
print_totals() {
  say "──"
  printf '%s\n' ${FAILED_TESTS[@]+"${FAILED_TESTS[@]}"} "${SUMMARY[@]}"
  say "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
