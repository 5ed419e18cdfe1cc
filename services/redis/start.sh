#!/bin/sh
# Record the start for the monitor, become Redis.
{ date +%s >>/run/toponaut-starts/redis; } 2>/dev/null || true # Redis starts without it too
exec redis-server /etc/redis/redis.conf
