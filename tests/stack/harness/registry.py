"""A temporary container registry: Debian's docker-registry over HTTP."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.stack.harness.stack import free_port, wait_until


@contextmanager
def registry(folder: Path) -> Iterator[str]:
    """Yields the address of a running registry that stores images in `folder`.

    Docker needs no TLS for it, because it is on the loopback interface.
    """
    program = shutil.which("docker-registry")
    assert program, "`make push` is tested with a real registry. On Debian: apt-get install docker-registry"
    folder.mkdir()
    port = free_port()
    configuration = folder / "configuration.yml"
    storage = f"storage: {{filesystem: {{rootdirectory: {folder}/images}}}}"
    configuration.write_text(f"version: 0.1\n{storage}\nhttp: {{addr: '127.0.0.1:{port}'}}\n")
    log_file = folder / "log"
    with (
        log_file.open("w") as log,
        subprocess.Popen([program, "serve", configuration], stdout=log, stderr=log) as process,
    ):
        try:
            wait_until(lambda: _is_ready(port), "the registry did not answer")
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


def _is_ready(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
        try:
            connection.request("GET", "/v2/")
            return connection.getresponse().status == 200
        except OSError:
            return False
