"""A container registry of Debian's, over real HTTP, which forgets everything when it ends."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.stack.harness.stack import free_port, wait_until


@contextmanager
def registry(folder: Path) -> Iterator[str]:
    """Its address, to which Docker speaks without TLS because it is this machine's loopback. `folder`: for images."""
    program = shutil.which("docker-registry")
    assert program, "`make push` is tried on a real registry. On Debian: apt-get install docker-registry"
    folder.mkdir()
    port = free_port()
    configuration = folder / "configuration.yml"
    storage = f"storage: {{filesystem: {{rootdirectory: {folder}/images}}}}"
    configuration.write_text(f"version: 0.1\n{storage}\nhttp: {{addr: '127.0.0.1:{port}'}}\n")
    log = folder / "log"
    with log.open("w") as out, subprocess.Popen([program, "serve", configuration], stdout=out, stderr=out) as process:
        try:
            wait_until(lambda: _answers(port), "the registry did not answer")
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
        try:
            connection.request("GET", "/v2/")
            return connection.getresponse().status == 200
        except OSError:
            return False
