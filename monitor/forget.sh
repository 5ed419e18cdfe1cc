#!/bin/sh
# forget STATUS FILE...: see toponaut_monitor/leaving.py. These files leave the kernel's memory; then exit with the
# status, which is the job's own.
status=$1
shift
for file in "$@"; do
  dd if="$file" iflag=nocache count=0 status=none 2>/dev/null
done
exit "$status"
