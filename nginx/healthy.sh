#!/usr/bin/env bash
# Whether nginx answers; says which configuration it has. bash's own sockets: a container needs no curl for this.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/8080
printf 'GET /nginx-alive HTTP/1.0\r\n\r\n' >&3
answer=$(cat <&3)
[[ ${answer%%$'\r'*} == *" 200 "* ]]
echo "${answer##*$'\n'}"
