"""HTTPS requests to a stack, and what the handshake shows."""

import socket
import ssl
import warnings
from http.client import HTTPSConnection
from typing import Any

from cryptography import x509

from tests.stack.harness.acme_server import DOMAIN
from tests.stack.harness.http import MAX_WAIT_SECONDS, Response


def any_certificate() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class DomainConnection(HTTPSConnection):
    """Connects to this machine as if DOMAIN led to it. `root`: the PEM of whom to trust; empty: any certificate.

    Requests name 127.0.0.1 as their host, because stacks answer to it.
    """

    def __init__(self, port: int, root: str = "") -> None:
        context = ssl.create_default_context(cadata=root) if root else any_certificate()
        super().__init__("127.0.0.1", port, timeout=MAX_WAIT_SECONDS, context=context)
        self.context = context
        self.default_port = port  # so that the Host header has none, as if it were 443

    def connect(self) -> None:
        connection = socket.create_connection((self.host, self.port), timeout=MAX_WAIT_SECONDS)
        self.sock = self.context.wrap_socket(connection, server_hostname=DOMAIN)

    def get(self, path: str) -> Response:
        self.request("GET", path)
        answer = self.getresponse()
        return Response(answer.status, answer.headers, answer.read(), 0)

    def certificate(self) -> x509.Certificate:
        """The served one."""
        if not self.sock:
            self.connect()
        der: Any = self.sock.getpeercert(binary_form=True)
        return x509.load_der_x509_certificate(der)


def handshake(port: int, version: ssl.TLSVersion) -> str:
    """The version that nginx agrees to if a client offers only this one; empty if it refuses."""
    connection = DomainConnection(port)
    connection.context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # the old versions are meant
        connection.context.minimum_version = connection.context.maximum_version = version
    try:
        connection.connect()
        return str(connection.sock.version())
    except ssl.SSLError:
        return ""
    finally:
        connection.close()
