#!/usr/bin/env bash
# Exit 0 if nginx answers; prints the digest of its active configuration. Uses bash's sockets, so the image has no curl.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/8081
printf 'GET / HTTP/1.0\r\n\r\n' >&3
answer=$(cat <&3)
[[ ${answer%%$'\r'*} == *" 200 "* ]]
echo "${answer##*$'\n'}"
