"""A real ACME server (Pebble) beside a stack. It asks for the domain at the published port, as Let's Encrypt does."""

import json
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.stack.harness.docker import docker
from tests.stack.harness.stack import Stack, wait_until

IMAGE = "toponaut-test-pebble"
OVERRIDE = "tests/stack/overrides/acme_server.yaml"
DIRECTORY = "https://pebble:14000/dir"
DOMAIN = "toponaut.example"
CA_FILE = "/var/lib/toponaut-acme/test-ca.pem"  # in acme's volume, for a stack without the override
PEM = serialization.Encoding.PEM


class AcmeServer:
    """`folder`: its configuration. `environ`: what the stack's variables must be."""

    def __init__(self, stack: Stack, folder: Path) -> None:
        self.stack, self.folder = stack, folder
        folder.mkdir()
        subprocess.run(["docker", "build", "--quiet", "--tag", IMAGE, Path(__file__).parent], check=True)
        write_certificate(folder, "pebble")
        self.configure(days=90)
        self.environ = {
            "ACME_TEST_FOLDER": str(folder),
            "ACME_CA_FILE": "/etc/acme-ca.pem",
            "ACME_DIRECTORY": DIRECTORY,
            "ACME_RETRY_SECONDS": "2",
        }

    def configure(self, days: float) -> None:
        """`days`: how long its certificates are valid. It reads this when it starts."""
        settings = {
            "listenAddress": "0.0.0.0:14000",
            "managementListenAddress": "0.0.0.0:15000",
            "certificate": "/etc/pebble/ca.pem",
            "privateKey": "/etc/pebble/key.pem",
            "httpPort": self.stack.port,
            "tlsPort": 1,
            "certificateValidityPeriod": int(days * 86400),
            "retryAfter": {"authz": 1, "order": 1},
        }
        (self.folder / "config.json").write_text(json.dumps({"pebble": settings}))

    def start(self) -> None:
        self.stop()
        self.stack.compose("up", "--detach", "--no-deps", "pebble")
        wait_until(self._root, "Pebble did not start")

    def stop(self) -> None:
        self.stack.compose("kill", "pebble", check=False)  # it does not stop by itself
        self.stack.compose("rm", "--force", "pebble")

    def root(self) -> str:
        """The certificate, as PEM, that all its certificates lead to. A new one at each start."""
        root = self._root()
        assert root, "Pebble gave no root"
        return root

    def _root(self) -> str:
        networks = self.stack.inspect("pebble")["NetworkSettings"]["Networks"]
        address = next(iter(networks.values()))["IPAddress"]
        context = ssl.create_default_context(cafile=str(self.folder / "ca.pem"))
        context.check_hostname = False
        try:
            with urlopen(f"https://{address}:15000/roots/0", timeout=5, context=context) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""


@contextmanager
def acme_server_beside(site: Stack, folder: Path) -> Iterator[AcmeServer]:
    """An ACME server for a stack that an operator's commands control: they know no override file."""
    beside = Stack(site.project, folder / "beside", "compose.yaml", OVERRIDE)
    beside.port = site.port
    server = AcmeServer(beside, folder / "pebble")
    beside.environ |= server.environ
    authority = (server.folder / "ca.pem").read_text()
    docker("exec", "--interactive", site.container_id("acme"), "sh", "-c", f"cat >{CA_FILE}", stdin=authority)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        site.exec("acme", "rm", "-f", CA_FILE)


def write_certificate(folder: Path, name: str) -> None:
    """ca.pem, a self-signed certificate for this name, and its key.pem."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(certificate.public_bytes(PEM))
    private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
