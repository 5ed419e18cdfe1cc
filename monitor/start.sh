#!/bin/sh
# The container's main process: sleep until a round is due, watch, publish, count, repeat.
#
#   monitor startup   logs what is watched and where alerts go; prints the seconds from round to round
#   sleep_until       sleeps until a round is due
#   monitor watch     probes the site and sends alerts
#   monitor publish   writes the status page, if there is one
#   monitor count     counts the access logs of the hours that are over; last, because it can wait
set -u
SERVICE=monitor # read by sleep_loop.sh
# shellcheck source=services/sidecar/sleep_loop.sh
. /usr/local/lib/sleep_loop.sh

DUE=/tmp/due # read by healthcheck.sh: when the next round is due
MAX_JOB_SECONDS=1800 # a job that hangs is ended, so that the next round can start
MAX_PUBLISH_SECONDS=240 # three uploads of at most 70 s
MAX_FIRST_WAIT_SECONDS=120 # the first round waits, because after a reboot the whole stack starts at the same time

# next_round SECONDS: the first multiple of the interval after this time. Full hours usually are multiples, so the
# statistics of an hour come soon after its end.
next_round() { echo "$((($1 / interval + 1) * interval))"; }

lifecycle start "$SERVICE"
until run monitor startup >/tmp/interval; do run sleep 60; done
read -r interval </tmp/interval
due=$((started + (interval < MAX_FIRST_WAIT_SECONDS ? interval : MAX_FIRST_WAIT_SECONDS)))
while true; do
  echo "$due" >"$DUE.new" && mv "$DUE.new" "$DUE" # at once: the health check never reads an empty file
  if sleep_until "$due"; then
    run timeout "$MAX_JOB_SECONDS" monitor watch --since "$started"
    [ -z "${STATUS_PAGE:-}" ] || run timeout "$MAX_PUBLISH_SECONDS" monitor publish
    run timeout "$MAX_JOB_SECONDS" monitor count
  fi
  due=$(next_round "$(date +%s)")
done
