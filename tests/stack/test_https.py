"""HTTPS: a self-signed certificate, then one of a real ACME server without a closed connection; renewal; failures."""

import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest
from cryptography import x509

from tests.stack.harness.acme_server import DIRECTORY, DOMAIN, OVERRIDE, AcmeServer
from tests.stack.harness.changes import compose_environment, reconfigured
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH, MAX_WAIT_SECONDS, SECURITY_HEADERS, Response, request
from tests.stack.harness.http2 import DATA, END_STREAM, Http2
from tests.stack.harness.https import DomainConnection, any_certificate, handshake
from tests.stack.harness.measurements import Report, megabytes
from tests.stack.harness.stack import TAG, Stack, free_port, wait_until

FILES = ("nginx/compose.https.yaml", OVERRIDE)
HSTS = "max-age=31536000"
CONNECTIONS = 800  # of the 900 that nginx accepts


class Site:
    """The shared stack with TLS. At first there is no ACME server, and acme does not know that there is TLS."""

    def __init__(self, stack: Stack, acme_server: AcmeServer, port: int) -> None:
        self.stack, self.acme_server, self.port = stack, acme_server, port

    def get(self, path: str, *, trusted: bool = True) -> Response:
        with closing(DomainConnection(self.port, self.acme_server.root() if trusted else "")) as connection:
            return connection.get(path)

    def certificate(self) -> x509.Certificate:
        """The served one, whether it is trusted or not."""
        with closing(DomainConnection(self.port)) as connection:
            return connection.certificate()

    def is_trusted(self) -> bool:
        try:
            return self.get("/healthz").status == 200
        except ssl.SSLCertVerificationError:
            return False

    def start_acme(self, **environ: str) -> None:
        with compose_environment(self.stack, **environ):
            self.stack.compose("up", "--detach", "--no-deps", "--force-recreate", "acme")

    def issue(self) -> None:
        """Start the ACME server, and wait until its certificate is served."""
        self.acme_server.start()
        self.start_acme()
        wait_until(self.is_trusted, "no certificate was issued", 20)

    def tell_acme(self, command: str) -> str:
        """The output of `certificate`."""
        return self.stack.exec("acme", "sh", "-c", f"certificate {command} 2>&1", check=False)

    def slow_body(self, pause: float) -> tuple[str, float]:
        """Send a body over HTTP/2 a byte at a time. The status, if any, and the seconds until the stream ended."""
        started = time.monotonic()
        with Http2(self.port, any_certificate(), "localhost", timeout=pause) as connection:
            connection.request(1, "POST", "/api/v1/plays", end=False, content_length="1000")
            while time.monotonic() - started < MAX_WAIT_SECONDS:
                try:
                    status, frame = connection.end_of(1)
                    assert frame
                    break
                except TimeoutError:
                    connection.send(DATA, 0, 1, b"x")
        return status, time.monotonic() - started


@pytest.fixture(scope="module")
def site(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    acme_server, port = AcmeServer(stack, tmp_path_factory.mktemp("acme") / "pebble"), free_port()
    environ = {
        "TLS_DOMAIN": f"{DOMAIN},www.{DOMAIN}",
        "HTTP_ADDRESS": "0.0.0.0",
        "HTTPS_PORT": str(port),
        "HSTS_SECONDS": "31536000",
        **acme_server.environ,
    }
    try:
        with reconfigured(stack, "nginx", *FILES, **environ):
            yield Site(stack, acme_server, port)
            acme_server.stop()
    finally:
        stack.up("--no-deps", "--force-recreate", "acme")


@pytest.fixture
def issued(site: Site) -> Site:
    """The site with a certificate of the ACME server."""
    certificate = site.certificate()
    if certificate.issuer == certificate.subject:
        site.issue()
    return site


def test_first_certificate_is_self_signed_and_browsers_are_told_nothing_yet(site: Site) -> None:
    certificate = site.certificate()
    assert certificate.issuer == certificate.subject
    for path, status in {f"{MATCH_PATH}Paris": 200, "/no-such-page": 404}.items():
        answer = site.get(path, trusted=False)
        assert (answer.status, answer.headers["Strict-Transport-Security"]) == (status, None)


def test_plain_http_leads_to_https_with_its_method(site: Site) -> None:
    for method in ("GET", "POST"):
        answer = request(site.stack, "/quizzes/us?a=b", method=method, headers={"Host": "elsewhere.example"})
        assert (answer.status, answer.headers["Location"]) == (308, f"https://{DOMAIN}:{site.port}/quizzes/us?a=b")
        assert set(answer.headers) >= SECURITY_HEADERS
        assert answer.headers["Strict-Transport-Security"] is None
    assert request(site.stack, "/.well-known/acme-challenge/none").status == 404


def test_tls_1_2_and_1_3_and_http_2(site: Site) -> None:
    versions = ssl.TLSVersion
    offered = [versions.TLSv1, versions.TLSv1_1, versions.TLSv1_2, versions.TLSv1_3]
    assert [handshake(site.port, version) for version in offered] == ["", "", "TLSv1.2", "TLSv1.3"]
    with Http2(site.port, any_certificate(), "localhost") as connection:
        assert connection.socket.selected_alpn_protocol() == "h2"
        connection.request(1, "GET", f"{MATCH_PATH}Paris")
        assert connection.end_of(1)[0] == "200"
        connection.request(3, "POST", "/api/v1/plays", end=False)
        connection.send(DATA, END_STREAM, 3, b"{}")
        assert connection.end_of(3)[0] == "411"  # without its length


def test_only_nginx_can_read_the_key(site: Site) -> None:
    key = "/var/lib/toponaut-tls/key.pem"
    assert site.stack.exec("nginx", "stat", "-c", "%u %a", key).split() == ["10002", "600"]
    denied = site.stack.exec("acme", "sh", "-c", f"cat {key} 2>&1", check=False)
    assert "Permission denied" in denied


def test_issued_certificate_is_served_without_closing_a_connection(site: Site) -> None:
    started = site.stack.inspect("nginx")["State"]["StartedAt"]
    with closing(DomainConnection(site.port)) as kept:
        assert kept.get("/healthz").status == 200
        before = kept.sock
        site.issue()
        assert kept.get("/healthz").headers["Strict-Transport-Security"] == HSTS
        assert kept.sock is before
    assert site.stack.inspect("nginx")["State"]["StartedAt"] == started
    for path in ("/", f"{MATCH_PATH}Paris", "/no-such-page"):
        assert site.get(path).headers.get_all("Strict-Transport-Security") == [HSTS]
    assert "a new certificate, valid until" in site.stack.output("acme")
    assert "the certificate is valid until" in site.tell_acme("renew now")  # not due, so the server is not asked


def test_monitor_sees_for_how_long_the_served_certificate_is_valid(issued: Site) -> None:
    """At the published port, by the address of this machine, as visitors do."""
    script = (
        "from toponaut_monitor.probes import probe; from toponaut_monitor.settings import read_settings;"
        "settings = read_settings(); print(probe(settings.targets[0], settings).certificate_days)"
    )
    root = issued.acme_server.folder / "root.pem"
    root.write_text(issued.acme_server.root())
    environ = {"TLS_DOMAIN": DOMAIN, "HTTPS_PORT": str(issued.port), "SSL_CERT_FILE": "/root.pem"}
    variables = [f"--env={name}={value}" for name, value in environ.items()]
    machine = [
        f"--network={issued.stack.project}_edge",
        f"--add-host={DOMAIN}:host-gateway",
        f"--volume={root}:/root.pem:ro",
    ]
    days = docker("run", "--rm", *machine, *variables, f"toponaut/monitor:{TAG}", "python", "-c", script)
    assert int(days) in {88, 89}


@pytest.mark.drill
def test_slow_bodies_over_http_2_are_cut_off(site: Site) -> None:
    with ThreadPoolExecutor() as clients:
        slow, silent = clients.map(site.slow_body, (4, MAX_WAIT_SECONDS))
    assert (slow[0], silent[0]) == ("", "")
    assert 18 < slow[1] < 25  # read_body.lua
    assert 9 < silent[1] < 15  # client_body_timeout


@pytest.mark.drill
def test_hundreds_of_begun_requests_leave_room_for_others(site: Site, report: Report) -> None:
    """A connection with TLS takes three times as much memory as one without."""
    started = site.stack.inspect("nginx")["State"]["StartedAt"]
    begun = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 3_500 + b"\r\nY-Long: " + b"y" * 3_500
    with ExitStack() as opened:
        for _ in range(CONNECTIONS):
            connection = opened.enter_context(closing(DomainConnection(site.port)))
            connection.connect()
            connection.sock.sendall(begun)
        before = time.monotonic()
        assert site.get(f"{MATCH_PATH}Paris", trusted=False).status == 200
        seconds, memory = time.monotonic() - before, megabytes(site.stack, "nginx")["nginx"]
    title = f"{CONNECTIONS} connections over TLS with 7 KB of an unfinished header"
    report.add(title, ["", "MB", "another request, ms"], [["nginx", f"{memory:.1f}", f"{seconds * 1000:.0f}"]])
    assert seconds < 2
    assert site.stack.inspect("nginx")["State"]["StartedAt"] == started


@pytest.mark.drill
def test_certificate_is_renewed_once_the_server_is_reachable_again(issued: Site) -> None:
    issued.acme_server.configure(days=20 / 86400)
    issued.acme_server.start()
    first = issued.certificate().serial_number
    issued.stack.exec("acme", "rm", "/var/lib/toponaut-acme/issued.pem.from")  # as if another server had issued it
    issued.start_acme()
    wait_until(lambda: issued.certificate().serial_number != first, "no certificate was issued", 20)
    issued.acme_server.stop()
    first = issued.certificate().serial_number
    with closing(DomainConnection(issued.port)) as kept:
        assert kept.get("/healthz").status == 200
        before = kept.sock
        failure = f"no certificate for {DOMAIN},www.{DOMAIN}: {DIRECTORY} failed: Could not"
        reason = "it was not due after two thirds of 20 s"
        wait_until(lambda: kept.get("/healthz").status == 200 and failure in issued.stack.output("acme"), reason, 50)
        assert "the last attempt failed" in issued.tell_acme("status")
        assert issued.certificate().serial_number == first
        issued.acme_server.start()
        wait_until(lambda: issued.certificate().serial_number != first, "it was not tried again", 30)
        assert kept.get("/healthz").status == 200
        assert kept.sock is before


@pytest.mark.drill
def test_name_that_leads_elsewhere_is_refused_and_the_old_certificate_stays(issued: Site) -> None:
    before = issued.certificate().serial_number
    names = f"{DOMAIN},elsewhere.example"
    with compose_environment(issued.stack, TLS_DOMAIN=names):
        issued.stack.up("--no-deps", "nginx")
        issued.start_acme()
    wait_until(lambda: f"no certificate for {names}: " in issued.stack.output("acme"), "nothing was refused", 30)
    assert "elsewhere.example" in issued.tell_acme("status")
    assert issued.certificate().serial_number == before
    assert issued.get("/", trusted=False).headers["Strict-Transport-Security"] == HSTS
