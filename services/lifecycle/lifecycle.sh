#!/bin/sh
# Records when a container starts, and when it is asked to stop: a start without a stop before it follows a crash. The
# monitor reads the records (monitor/toponaut_monitor/crash_loops.py). This script is in the image of every service.
#
#   lifecycle start SERVICE            record a start
#   lifecycle stop SERVICE             record that the container was asked to stop
#   lifecycle run SERVICE COMMAND...   run the server: pass on the signals that stop it, record that one came, exit
#                                      with its status
#
# A record is a line with the event, the container's id, and the seconds since the machine started, which do not change
# when somebody sets the clock. If a record cannot be written, the service runs all the same.
set -u

RECORDS=/run/toponaut-starts # a volume in memory, so it is empty after a restart of the machine
server=

# record EVENT SERVICE
record() {
  read -r container </etc/hostname
  read -r uptime _ </proc/uptime
  { echo "$1 $container ${uptime%.*}" >>"$RECORDS/$2"; } 2>/dev/null || true
}

# stop SIGNAL
stop() {
  record stop "$service"
  kill -s "$1" "$server"
}

# run COMMAND...: `wait` also ends when a signal arrives; then the server may still be working.
run() {
  "$@" &
  server=$!
  trap 'stop TERM' TERM # the image chooses which of these three `docker stop` sends
  trap 'stop INT' INT
  trap 'stop QUIT' QUIT
  until
    wait "$server"
    status=$?
    ! kill -0 "$server" 2>/dev/null
  do :; done
  exit "$status"
}

event=$1 service=$2
shift 2
case $event in
  start | stop) record "$event" "$service" ;;
  run) run "$@" ;;
esac
