#!/bin/sh
# The container's health check: the loop is running. start.sh writes to /tmp/due when the next certificate is due. That
# the ACME server refuses one does not make the container unhealthy: the monitor watches the certificate that is served.
set -eu

MAX_RUN_SECONDS=900 # certificate.sh ends a run after 300 s
read -r due </tmp/due
[ "$due" != never ] || exit 0
[ "$(date +%s)" -lt $((due + MAX_RUN_SECONDS)) ] || { echo "the run that was due at $due has not ended" && exit 1; }
