#!/bin/sh
# Called by uacme, by which the ACME server sees that the domain is ours: put the answer where nginx serves it, and remove
# it afterwards.
#
#   answer-challenge begin|done|failed TYPE NAME TOKEN ANSWER
set -eu

[ "$2" = http-01 ] || exit 1 # refused; the ACME server offers other types too
file=/var/lib/toponaut-acme/challenges/$4
case $1 in
  begin) printf '%s' "$5" >"$file" ;;
  *) rm -f "$file" ;;
esac
