# shellcheck shell=bash disable=SC2034
# Whether the site works: a quiz is played through nginx (play_quiz.py). Healthy containers do not prove it: with an
# empty database every process answers.
# Contents: site_works

[ -z "${SITE_CHECK_SH:-}" ] || return 0
SITE_CHECK_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

# site_works TAG: whether that release serves and works; otherwise sets SITE_PROBLEM. Runs in a container of that release
# that shares nginx's network, because the server itself needs neither Python nor curl.
site_works() {
  local nginx
  nginx=$(compose ps --quiet --status running nginx 2>/dev/null) || nginx=
  [ -n "$nginx" ] || { SITE_PROBLEM="nginx is not running" && return 1; }
  SITE_PROBLEM=$(docker run --rm --interactive --pull never --network "container:$nginx" --read-only --cap-drop ALL \
    --memory 64m --entrypoint python "$(setting REGISTRY toponaut)/web:$1" -I - "$(site_host)" "$1" \
    <scripts/lib/play_quiz.py 2>&1) || return
  [ -z "$SITE_PROBLEM" ] || say "$SITE_PROBLEM"
}
