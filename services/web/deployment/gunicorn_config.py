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
    # gunicorn imports it anyway (preload_app), but would show what it refuses as a traceback.
    from config import wsgi  # noqa: F401
    from config.settings import LOGGING
    from deployment.cutover import address, another_container_serves, take_over
    from lib.process_memory import private_memory_mb

    bind = address()  # gunicorn removes its own socket at exit
    # At 93 requests/s on one core with 1 / 2 / 3 workers nginx waited 60 / 29 / 28 ms at p95, and this container held
    # 88 / 118 / 138 MB: the second takes what waits behind a slow page, the third has nothing to take.
    workers = env.number("WEB_WORKERS", 2, least=1)  # python -m tests.bench.workers
    WORKER_MB = env.number("WEB_WORKER_MB", 85)  # 60 after usual play, 75 after every quiz there is; 0: no limit
except ImproperlyConfigured as refusal:
    sys.exit(f"gunicorn: {refusal}")

# Master and two workers after 2,000 requests, in MB of memory that is really theirs (PSS): 171 where each worker loads
# the site, 151 preloaded, 116 with the garbage collector kept off what was loaded (gc.freeze below): it writes into all
# it looks at, and so makes copies of shared pages.
preload_app = True
# What Django makes with the first request each worker would make for itself: the addresses, and the cache's client,
# whose modules take 14 MB. Neither opens a connection.
get_resolver().url_patterns  # noqa: B018
getattr(caches["default"], "client", None)

worker_tmp_dir = "/dev/shm"  # noqa: S108 - heartbeats: the root file system is read-only, and a disk may stall
control_socket_disable = True  # it would be written into $HOME, and nothing asks it
timeout = 10  # seconds for a request: the slowest page takes 0.3, and a database that hangs must not hold all workers
graceful_timeout = 30  # seconds for the requests in flight; below Compose's stop_grace_period
max_requests = 10_000  # a slow leak ends with its worker
max_requests_jitter = 1_000  # so that the workers do not leave together

# gunicorn trusts whoever reaches a unix socket. nginx writes this header anew; of gunicorn's other two, which a client
# could send through nginx, a contradiction would be a 400.
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""
forwarded_allow_ips = ""  # WEB_BIND may be an address: then nobody is trusted

# No handler of its own: gunicorn's lines come out as Django's do.
logconfig_dict = LOGGING | {"loggers": {"gunicorn.error": {"handlers": [], "propagate": True}}}
log = logging.getLogger("toponaut.worker")


class Worker(Protocol):
    alive: bool


def when_ready(server: object) -> None:
    """Serve, unless another container does: then `make deploy` says when (deployment/cutover.py)."""
    gc.collect()
    gc.freeze()
    if another_container_serves():
        log.info("ready beside the container that serves, and waiting to be told")
        return
    try:
        take_over()
    except OSError as problem:
        sys.exit(f"gunicorn: the links for nginx cannot be set, so it would not find this release: {problem}")


def post_request(worker: Worker, request: object, environ: object, response: object) -> None:
    """Let a worker that has grown too large go, and gunicorn put a fresh one in its place: nobody is cut off."""
    if WORKER_MB and worker.alive and (held := private_memory_mb()) > WORKER_MB:
        log.warning("worker replaced: it holds %.0f MB, more than WEB_WORKER_MB=%d", held, WORKER_MB)
        worker.alive = False
