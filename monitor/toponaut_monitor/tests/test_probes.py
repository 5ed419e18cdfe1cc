"""Probes: what counts as up, and how each failure is described."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from toponaut_monitor import probes
from toponaut_monitor.probes import ProbeResult, is_internet_reachable, probe
from toponaut_monitor.settings import Target
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.fake_servers import FakeSite, serving

AUTHORITY = "Example Authority"


def probe_site(monitor: MonitorUnderTest, marker: str = "Toponaut", path: str = "/") -> ProbeResult:
    return probe(Target(f"{monitor.site.url}{path}", marker), monitor.settings)


def test_page_is_up(monitor: MonitorUnderTest) -> None:
    result = probe_site(monitor, path="/a?b=c")
    assert (result.ok, result.status, result.certificate_days) == (True, 200, None)
    assert 0 < result.seconds < 5
    assert monitor.site.requested_paths == ["/a?b=c"]


def test_any_page_is_up_without_a_marker(monitor: MonitorUnderTest) -> None:
    monitor.site.page = b""
    assert probe_site(monitor, marker="").ok


def test_page_without_the_marker_is_down(monitor: MonitorUnderTest) -> None:
    assert probe_site(monitor, "Wien").reason == "'Wien' is not in the page"


@pytest.mark.parametrize("status", [404, 500, 503])
def test_other_status_is_down(monitor: MonitorUnderTest, status: int) -> None:
    monitor.site.status = status
    result = probe_site(monitor)
    assert (result.status, result.reason) == (status, f"status {status}")


def test_redirect_is_down_and_not_followed(monitor: MonitorUnderTest) -> None:
    monitor.site.status, monitor.site.headers = 301, {"Location": "https://elsewhere.example/"}
    assert probe_site(monitor).reason == "status 301: redirects to https://elsewhere.example/"


def test_refused_connection_is_the_reason(monitor: MonitorUnderTest) -> None:
    assert probe(Target("http://127.0.0.1:1/", ""), monitor.settings).reason == "Connection refused"


def test_unknown_host_is_the_reason(monitor: MonitorUnderTest) -> None:
    assert probe(Target("http://nowhere.invalid/", ""), monitor.settings).reason == "its name is not known"


def test_missing_answer_times_out(monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "TIMEOUT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = probe(Target(f"http://127.0.0.1:{silent.getsockname()[1]}/", ""), monitor.settings)
    assert result.reason == "no answer within 0.1 s"


def test_endless_response_times_out(monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "TIMEOUT_SECONDS", 0.2)

    def answer_slowly(server: socket.socket) -> None:
        client, _ = server.accept()
        with client, suppress(ConnectionError):
            client.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
            for _ in range(20):
                time.sleep(0.05)
                client.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer_slowly, args=(server,), daemon=True).start()
        result = probe(Target(f"http://127.0.0.1:{server.getsockname()[1]}/", ""), monitor.settings)
    assert result.reason.startswith("no answer within")
    assert result.seconds < 0.8


def test_response_that_is_not_http_is_quoted(monitor: MonitorUnderTest) -> None:
    def answer_as_ssh(server: socket.socket) -> None:
        client, _ = server.accept()
        with client:
            client.recv(1000)
            client.sendall(b"SSH-2.0\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer_as_ssh, args=(server,), daemon=True).start()
        assert "SSH-2.0" in probe(Target(f"http://127.0.0.1:{server.getsockname()[1]}/", ""), monitor.settings).reason


def test_request_to_the_own_site_names_its_public_host(
    monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe_site(monitor)
    monkeypatch.setattr(probes, "OWN_SITE", monitor.site.url)
    probe(Target(f"{monitor.site.url}/", ""), replace(monitor.settings, host="toponaut.example"))
    assert monitor.site.requested_hosts == [f"127.0.0.1:{monitor.site.port}", "toponaut.example"]


def write_certificate(folder: Path, days: float) -> Path:
    """A self-signed certificate for 127.0.0.1 and its key; returns the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, AUTHORITY)])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(names, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(certificate.public_bytes(pem) + private)
    return file


@pytest.fixture
def tls_site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSite]:
    """The site with TLS, and a trusted certificate. The parameter: for how many days it is valid."""
    file, site = write_certificate(tmp_path, request.param), FakeSite()
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    site.http.socket = context.wrap_socket(site.http.socket, server_side=True)
    site.url = site.url.replace("http:", "https:")
    with serving(site):
        yield site


@pytest.mark.parametrize("tls_site", [40.5], indirect=True)
def test_days_until_the_certificate_expires(monitor: MonitorUnderTest, tls_site: FakeSite) -> None:
    result = probe(Target(f"{tls_site.url}/", "Toponaut"), monitor.settings)
    assert (result.ok, result.certificate_days, result.certificate_issuer) == (True, 40, AUTHORITY)


@pytest.mark.parametrize("tls_site", [40.5], indirect=True)
def test_status_names_the_issuer_of_each_certificate(monitor: MonitorUnderTest, tls_site: FakeSite) -> None:
    monitor.environ["MONITOR_URLS"] = f"{tls_site.url}/"
    monitor.run_round()
    assert [target["certificate_issuer"] for target in monitor.status["targets"]] == [AUTHORITY]


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ({"issuer": [[("countryName", "US")], [("organizationName", "O")], [("commonName", "R11")]]}, "O"),
        ({"issuer": [[("commonName", "Pebble Intermediate CA")]]}, "Pebble Intermediate CA"),
        ({"issuer": []}, ""),
        ({}, ""),
    ],
)
def test_issuer_is_the_organization_or_the_common_name(issuer: dict[str, Any], expected: str) -> None:
    assert probes._issuer(issuer) == expected


@pytest.mark.parametrize("tls_site", [-1], indirect=True)
def test_expired_certificate_is_the_reason(monitor: MonitorUnderTest, tls_site: FakeSite) -> None:
    assert probe(Target(f"{tls_site.url}/", ""), monitor.settings).reason == "certificate: certificate has expired"


@pytest.mark.parametrize("tls_site", [40], indirect=True)
def test_untrusted_certificate_is_the_reason(
    monitor: MonitorUnderTest, tls_site: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert probe(Target(f"{tls_site.url}/", ""), monitor.settings).reason == "certificate: self-signed certificate"


@pytest.mark.parametrize("tls_site", [13.5], indirect=True)
def test_expiring_certificate_is_a_problem_until_another_one_is_seen(
    monitor: MonitorUnderTest, tls_site: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor.environ["MONITOR_URLS"] = f"{tls_site.url}/,{tls_site.url}/readyz"
    monitor.run_rounds(hours=1)
    (text,) = monitor.sms_texts
    assert text.endswith(f"{tls_site.url}/readyz: its certificate expires in 13 days")
    tls_site.status = 503  # down, but its certificate is presented
    monitor.run_round()
    monkeypatch.delenv("SSL_CERT_FILE")  # no trusted certificate is presented
    monitor.run_round()
    keys = [alert["key"].split(":")[0] for alert in monitor.status["alerts"]]
    assert sorted(keys) == ["certificate", "down", "down"]


def test_internet_is_reachable_if_one_address_is(monitor: MonitorUnderTest) -> None:
    reachable, closed = ("127.0.0.1", monitor.site.port), ("127.0.0.1", 1)
    assert is_internet_reachable([closed, reachable])
    assert not is_internet_reachable([closed])
