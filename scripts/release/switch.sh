# shellcheck shell=bash
# A release beside the one that serves, the switch, and the way back. Source it after containers.sh.
# Contents: prepare, start_beside, wait_ready, switch_to, drain, stop_gently, remove_stopped

READY_SECONDS=${READY_SECONDS:-90} # from a start to the first good answers: 3 usually
DRAIN_LEAST=2 # seconds: what nginx was connecting to when the link moved has arrived
DRAIN_MOST=12 # longer than any request may take (deployment/gunicorn_config.py)
STOP_SECONDS=35 # compose.yaml's stop_grace_period
ASKED="/readyz / /api/v1/quizzes" # database and cache, a page, the catalogue

# prepare TAG: tables, places, static files, by that release's image, while the old one serves.
prepare() {
  remove_container "$PREPARE"
  of_release "$1" run --rm --no-deps -T --name "$PREPARE" migrate </dev/null
}

# start_beside TAG: sets NEW. It does not take over (deployment/cutover.py), and until it does the engine does not start it
# again: neither when it fails, nor after a power cut, where only what has served comes back.
start_beside() {
  NEW=$(make_beside web "$1")
  [ -n "$NEW" ] || fail "Compose made no second web container."
  docker update --restart no "$NEW" >/dev/null
  docker start "$NEW" >/dev/null || fail "The new web container did not start."
}

wait_ready() {
  local started=$SECONDS words=
  # shellcheck disable=SC2086 # a list of addresses
  until words=$(docker exec "$NEW" python -m deployment.healthcheck $ASKED 2>&1); do
    [ "$(docker inspect --format '{{.State.Running}}' "$NEW")" = true ] ||
      fail "The new web container ended by itself (status $(docker inspect --format '{{.State.ExitCode}}' "$NEW"))."
    [ $((SECONDS - started)) -lt $READY_SECONDS ] || fail "The new web container was not ready after $READY_SECONDS s: $words"
    sleep 0.5
  done
}

# switch_to ID: one rename; requests that the other one has are answered by it. From now on it is started again.
switch_to() {
  docker exec "$1" python -m deployment.cutover && docker update --restart unless-stopped "$1" >/dev/null
}

# drain ID: until nobody is connected to its socket any more. The kernel lists nginx's connections where nginx is.
drain() {
  local started=$SECONDS
  sleep $DRAIN_LEAST
  while docker exec "$(container_of nginx)" grep -q "/${1:0:12}\.sock" /proc/net/unix 2>/dev/null; do
    [ $((SECONDS - started)) -lt $DRAIN_MOST ] || return 0
    sleep 0.2
  done
}

stop_gently() { docker stop --time $STOP_SECONDS "$1" >/dev/null && docker rm --force "$1" >/dev/null; }

# remove_container NAME...: those that are there. One that works is given time to take back what it was at.
remove_container() {
  local name
  for name in "$@"; do
    ! docker container inspect "$name" >/dev/null 2>&1 || stop_gently "$name" || true # --rm may be faster
  done
}
