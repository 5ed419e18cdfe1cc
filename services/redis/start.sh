#!/bin/sh
# Write the start down for the monitor, become Redis.
{ date +%s >>/run/toponaut-starts/redis; } 2>/dev/null || true # the start matters more
exec redis-server /etc/redis/redis.conf
