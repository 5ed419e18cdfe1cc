#!/bin/sh
# forget STATUS FILE...: see toponaut_backup/leaving.py. These files, and what every job runs besides, leave the kernel's
# memory; then exit with the status, which is the job's own.
status=$1
shift
for file in "$@" /usr/lib/postgresql/*/bin/* /usr/bin/age /usr/lib/*-linux-gnu/libpq.so.*; do
  dd if="$file" iflag=nocache count=0 status=none 2>/dev/null
done
exit "$status"
