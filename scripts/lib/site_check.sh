# shellcheck shell=bash disable=SC2034
# Whether the site works: a quiz is played through nginx (play_quiz.py). Healthy containers do not prove it: with an
# empty database every process answers.
# Contents: site_works, quiz_played

[ -z "${SITE_CHECK_SH:-}" ] || return 0
SITE_CHECK_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

# site_works TAG: whether that release serves and works; otherwise sets SITE_PROBLEM.
site_works() { quiz_played "$(compose ps --quiet --status running nginx 2>/dev/null)" "$1" "$(site_host)"; }

# quiz_played NGINX TAG HOST: the same for the stack of this nginx container, at one of its host names. Runs in a container
# of that release that shares nginx's network, because the server itself needs neither Python nor curl.
quiz_played() {
  [ -n "$1" ] || { SITE_PROBLEM="nginx is not running" && return 1; }
  SITE_PROBLEM=$(docker run --rm --interactive --pull never --network "container:$1" --read-only --cap-drop ALL \
    --memory 64m --entrypoint python "$(setting REGISTRY toponaut)/web:$2" -I - "$3" "$2" \
    <scripts/lib/play_quiz.py 2>&1) || return
  [ -z "$SITE_PROBLEM" ] || say "$SITE_PROBLEM"
}
