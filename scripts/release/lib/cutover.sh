# shellcheck shell=bash
# Starts a new web container beside the serving one. After the cutover the new container serves.
# Contents: prepare, start_web, wait_ready, cut_over_to, drain

[ -z "${CUTOVER_SH:-}" ] || return 0
CUTOVER_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/containers.sh"

READY_SECONDS=${READY_SECONDS:-90} # from the start to the first correct answers; usually 3
MIN_DRAIN_SECONDS=2                # nginx may still be connecting to the old container when the link moves
MAX_DRAIN_SECONDS=12               # longer than any request may take (services/web/deployment/gunicorn_config.py)
READY_PATHS="/readyz / /api/v1/quizzes" # database and cache, a page, the catalogue

# prepare TAG: that release's image updates tables, places and static files, while the old release serves.
prepare() {
  remove_container "$PROJECT-prepare"
  compose_with_tag "$1" run --rm --no-deps -T --name "$PROJECT-prepare" migrate </dev/null
}

# start_web ID: the container does not serve before the cutover (services/web/deployment/cutover.py). Docker must not
# restart it before the deploy has succeeded: after a power cut the old release comes back, and never both.
start_web() {
  docker update --restart no "$1" >/dev/null
  docker start "$1" >/dev/null || fail "The new web container did not start. Docker's message is above."
}

# wait_ready ID
wait_ready() {
  local started=$SECONDS answers=
  # shellcheck disable=SC2086 # a list of paths
  until answers=$(docker exec "$1" python -m deployment.healthcheck $READY_PATHS 2>&1); do
    [ "$(docker inspect --format '{{.State.Running}}' "$1")" = true ] ||
      fail "The new web container ended with status" \
        "$(docker inspect --format '{{.State.ExitCode}}' "$1"). Its log is below."
    [ $((SECONDS - started)) -lt "$READY_SECONDS" ] ||
      fail "The new web container was not ready after $READY_SECONDS s: $answers"
    sleep 0.5
  done
}

# cut_over_to ID: renames one link. The other container still answers the requests that it has received.
cut_over_to() { docker exec "$1" python -m deployment.cutover; }

# drain ID: wait until nothing is connected to the container's socket. In nginx's container the kernel lists nginx's
# connections.
drain() {
  local started=$SECONDS
  sleep "$MIN_DRAIN_SECONDS"
  while docker exec "$(running_container nginx)" grep -q "/${1:0:12}\.sock" /proc/net/unix 2>/dev/null; do
    [ $((SECONDS - started)) -lt "$MAX_DRAIN_SECONDS" ] || return 0
    sleep 0.2
  done
}
