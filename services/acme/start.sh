#!/bin/sh
# The container's main process: sleep until a certificate is due, get it, repeat.
#
#   certificate ready   whether nginx has written the request for the names of TLS_DOMAIN
#   certificate due     says when the next certificate is due; after a failure, when to try again
#   sleep_until         sleeps until that time
#   certificate renew   gets it
set -u
SERVICE=acme # read by sleep_loop.sh
# shellcheck source=services/sidecar/sleep_loop.sh
. /usr/local/lib/sleep_loop.sh

DUE=/tmp/due # read by healthcheck.sh
MAX_PAUSE_SECONDS=3600

lifecycle start "$SERVICE"
if [ -z "${TLS_DOMAIN:-}" ]; then
  echo "acme: TLS_DOMAIN is not set, so no certificate is needed."
  echo never >"$DUE"
  while true; do run sleep 86400; done
fi
case ${ACME_RETRY_SECONDS:-} in
  '' | 0* | *[!0-9]*) echo "acme: ACME_RETRY_SECONDS=$ACME_RETRY_SECONDS is not a number above 0." >&2 && exit 1 ;;
esac
while true; do
  now=$(date +%s)
  echo "$now" >"$DUE"
  until certificate ready && due=$(certificate due); do run sleep 2 && date +%s >"$DUE"; done
  # Looked at again each hour: `certificate renew now` may have got one with a shorter life.
  wake=$((due < now + MAX_PAUSE_SECONDS ? due : now + MAX_PAUSE_SECONDS))
  echo "$wake" >"$DUE"
  if sleep_until "$wake" && [ "$wake" = "$due" ] && ! run certificate renew; then
    # At least this long, even if the disk is full and the failure could not be noted
    echo "$(($(date +%s) + ACME_RETRY_SECONDS))" >"$DUE"
    run sleep "$ACME_RETRY_SECONDS"
  fi
done
