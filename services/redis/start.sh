#!/bin/sh
# Record the start for the monitor, run Redis.
lifecycle start redis
exec lifecycle run redis redis-server /etc/redis/redis.conf
