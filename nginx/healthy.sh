#!/usr/bin/env bash
# Whether nginx answers. bash's own sockets: a container needs no curl for this.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/8080
printf 'GET /nginx-alive HTTP/1.0\r\n\r\n' >&3
IFS= read -r status <&3
[[ $status == *" 200 "* ]]
