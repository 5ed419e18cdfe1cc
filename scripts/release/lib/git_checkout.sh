# shellcheck shell=bash
# Whether git can read this checkout. A command must not take git's refusal for an empty answer.
# Contents: git_problem, need_git_checkout

[ -z "${GIT_CHECKOUT_SH:-}" ] || return 0
GIT_CHECKOUT_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

# git_problem: what is wrong and what to do; empty if git can read the checkout.
git_problem() {
  local message
  command -v git >/dev/null || { say "git is needed. On Debian: apt-get install git" && return; }
  ! message=$(LC_ALL=C git rev-parse 2>&1) || return 0
  case $message in
    *'dubious ownership'*)
      say "This checkout belongs to another user, so git does not read it. Run the command as its owner, or first:" \
        "git config --global --add safe.directory $(printf %q "$PWD")"
      ;;
    *) say "git cannot read this checkout: ${message%%$'\n'*}" ;;
  esac
}

need_git_checkout() {
  local problem
  problem=$(git_problem)
  [ -z "$problem" ] || fail "$problem"
}
