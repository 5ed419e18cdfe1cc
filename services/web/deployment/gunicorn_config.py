"""gunicorn's settings in the image. Start: `gunicorn --config deployment/gunicorn_config.py config.wsgi`."""

import gc
import logging
import sys
from typing import Protocol

from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

from config import env

try:
    # gunicorn imports config.wsgi anyway (preload_app), but would show a configuration error as a traceback.
    from config import wsgi  # noqa: F401
    from config.query_timeout import limit_query_time
    from config.readiness import required_migrations
    from config.settings import LOGGING
    from deployment.cutover import another_container_serves, bind_address, cut_over
    from lib.process_memory import private_memory_mb, trim_heap

    bind = bind_address()  # gunicorn removes its own socket at exit
    # At 93 requests/s on one core with 1 / 2 / 3 workers nginx waited 60 / 29 / 28 ms at p95, and this container held
    # 88 / 118 / 138 MB: the second worker serves what waits behind a slow page, the third has nothing to do.
    workers = env.number("WEB_WORKERS", 2, minimum=1)  # measured by `python -m tests.bench.worker_count`
    # A worker has 60 MB after usual traffic, 75 MB after requests to every quiz. 0: no limit.
    MAX_WORKER_MB = env.number("WEB_WORKER_MB", 85)
except ImproperlyConfigured as problem:
    sys.exit(f"gunicorn: {problem}")

# Master and two workers after 2,000 requests, in MB of private and shared memory (PSS): 171 if each worker loads the
# site, 151 preloaded, 116 with gc.freeze (in when_ready below): the garbage collector writes into all objects it
# visits, which copies shared pages.
preload_app = True
limit_query_time()  # below `timeout`: PostgreSQL stops a query before gunicorn kills the worker that waits for it
# What the first requests create, created once here instead of in each worker: the URL resolver, the cache's client,
# whose modules take 14 MB, and the list that /readyz compares with. None opens a connection.
get_resolver().url_patterns  # noqa: B018
getattr(caches["default"], "client", None)
required_migrations()

worker_tmp_dir = "/dev/shm"  # noqa: S108 - heartbeats: the root file system is read-only, and a disk may stall
control_socket_disable = True  # it would be written into $HOME, and nothing uses it
timeout = 10  # seconds for a request: the slowest page takes 0.3, and a hanging database must not block all workers
graceful_timeout = 30  # seconds for the requests in flight; below Compose's stop_grace_period
max_requests = 10_000  # then the worker is replaced, which ends a slow memory leak
max_requests_jitter = 1_000  # so that the workers do not restart at the same time

# gunicorn trusts the headers of every client of a unix socket. nginx overwrites this one. gunicorn's other two are
# ignored: a client could send them through nginx, and a contradiction between them would be a 400.
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""
forwarded_allow_ips = ""  # WEB_BIND may be a network address: then no client is trusted

# gunicorn gets no log handler of its own: its lines have the same format as Django's.
logconfig_dict = LOGGING | {"loggers": {"gunicorn.error": {"handlers": [], "propagate": True}}}
log = logging.getLogger("toponaut.worker")


class Worker(Protocol):
    alive: bool


def when_ready(server: object) -> None:
    """Take the traffic, unless another container serves: then `make deploy` cuts over (deployment/cutover.py)."""
    gc.collect()
    gc.freeze()
    if another_container_serves():
        log.info("ready beside the container that serves, waiting for the cutover")
        return
    try:
        cut_over()
    except OSError as problem:
        sys.exit(f"gunicorn: the links for nginx cannot be switched, so it would not find this release: {problem}")


def post_request(worker: Worker, request: object, environ: object, response: object) -> None:
    """Stop a worker that has grown too large. gunicorn starts another one; no request is lost.

    Most of what a large request needed can be freed, but the garbage collector has not run yet, and glibc keeps what is
    free: 20 MB after the JSON of 60,000 places. A new worker's first requests take longer, so this memory is returned
    first.
    """
    if not MAX_WORKER_MB or not worker.alive or private_memory_mb() <= MAX_WORKER_MB:
        return
    gc.collect()
    trim_heap()
    if (memory_mb := private_memory_mb()) > MAX_WORKER_MB:
        log.warning("worker replaced: it holds %.0f MB, more than WEB_WORKER_MB=%d", memory_mb, MAX_WORKER_MB)
        worker.alive = False
