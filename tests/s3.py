"""An S3 server over real HTTP, which forgets everything when it ends; and a wire to it that can be cut."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "toponaut-test"
START_SECONDS = 30


@contextmanager
def s3_server(*, checks_keys: bool = False) -> Iterator[int]:
    """Its port, at every address of this machine. `checks_keys`: it knows no key, so it refuses all of them."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "0.0.0.0", "--port", str(port)]
    environ = os.environ | ({"INITIAL_NO_AUTH_ACTION_COUNT": "1"} if checks_keys else {})
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environ, stdin=quiet, stdout=quiet, stderr=quiet) as server:
        try:
            _wait_for(port)
            client(port).create_bucket(Bucket=BUCKET)
            yield port
        finally:
            server.kill()


def client(port: int) -> "S3Client":
    """As the bucket's owner sees it."""
    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="owner",
        aws_secret_access_key="owner",
    )


def keys(port: int, bucket: str = BUCKET) -> list[str]:
    return [found.get("Key", "") for found in client(port).list_objects_v2(Bucket=bucket).get("Contents", [])]


def unfinished(port: int) -> list[str]:
    """What uploads that nobody ended have left."""
    found = client(port).list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    return [upload.get("Key", "") for upload in found]


def empty(port: int) -> None:
    for key in keys(port):
        client(port).delete_object(Bucket=BUCKET, Key=key)


class Wire:
    """A port that leads to another one, until so many bytes have gone there: then nothing passes any more."""

    def __init__(self, to: int, most: int, pause: float) -> None:
        self.to, self.left, self.pause = to, most, pause
        self._listener = socket.create_server(("0.0.0.0", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:  # closed
                return
            if self.left <= 0:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.to))
            for source, sink, counts in ((near, far, True), (far, near, False)):
                threading.Thread(
                    target=self._pass_on, args=(source, sink), kwargs={"counts": counts}, daemon=True
                ).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, *, counts: bool) -> None:
        with suppress(OSError), closing(sink):
            while part := source.recv(65536):
                self.left -= len(part) * counts
                if self.left <= 0:
                    break
                time.sleep(self.pause * counts)
                sink.sendall(part)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def wire(to: int, *, most: int = sys.maxsize, pause: float = 0) -> Iterator[int]:
    """The port of a `Wire`. `pause`: seconds before 64 KB at most go on."""
    made = Wire(to, most, pause)
    try:
        yield made.port
    finally:
        made.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
