"""One try of an address: what counts as well, and in which words anything else is told."""

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

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from toponaut_monitor import fetching
from toponaut_monitor.fetching import Outcome, fetch, network_is_there
from toponaut_monitor.settings import Target
from toponaut_monitor.tests.conftest import Monitor
from toponaut_monitor.tests.servers import Site, serving


def tried(monitor: Monitor, marker: str = "Toponaut", path: str = "/") -> Outcome:
    return fetch(Target(f"{monitor.site.url}{path}", marker), monitor.settings)


def test_well(monitor: Monitor) -> None:
    found = tried(monitor, path="/a?b=c")
    assert (found.ok, found.status, found.certificate_days) == (True, 200, None)
    assert 0 < found.seconds < 5
    assert monitor.site.asked == ["/a?b=c"]


def test_without_a_marker_any_page_will_do(monitor: Monitor) -> None:
    monitor.site.page = b""
    assert tried(monitor, marker="").ok


def test_a_page_without_its_words(monitor: Monitor) -> None:
    assert tried(monitor, "Wien").reason == "'Wien' is not in the page"


@pytest.mark.parametrize("status", [404, 500, 503])
def test_another_status(monitor: Monitor, status: int) -> None:
    monitor.site.status = status
    found = tried(monitor)
    assert (found.status, found.reason) == (status, f"status {status}")


def test_a_redirect_is_not_followed(monitor: Monitor) -> None:
    monitor.site.status, monitor.site.headers = 301, {"Location": "https://elsewhere.example/"}
    assert tried(monitor).reason == "status 301: it leads to https://elsewhere.example/"


def test_nobody_listens(monitor: Monitor) -> None:
    assert fetch(Target("http://127.0.0.1:1/", ""), monitor.settings).reason == "Connection refused"


def test_a_name_that_nobody_knows(monitor: Monitor) -> None:
    assert fetch(Target("http://nowhere.invalid/", ""), monitor.settings).reason == "its name is not known"


def test_one_that_does_not_answer(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = fetch(Target(f"http://127.0.0.1:{silent.getsockname()[1]}/", ""), monitor.settings)
    assert found.reason == "no answer within 0.1 s"


def test_one_that_never_comes_to_its_end(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)

    def drip(server: socket.socket) -> None:
        client, _ = server.accept()
        with client, suppress(ConnectionError):
            client.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
            for _ in range(20):
                time.sleep(0.05)
                client.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        found = fetch(Target(f"http://127.0.0.1:{server.getsockname()[1]}/", ""), monitor.settings)
    assert found.reason.startswith("no answer within")
    assert found.seconds < 0.8


def test_what_is_no_http(monitor: Monitor) -> None:
    def speak(server: socket.socket) -> None:
        client, _ = server.accept()
        with client:
            client.recv(1000)
            client.sendall(b"SSH-2.0\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=speak, args=(server,), daemon=True).start()
        assert "SSH-2.0" in fetch(Target(f"http://127.0.0.1:{server.getsockname()[1]}/", ""), monitor.settings).reason


def test_the_own_site_is_asked_by_a_name_that_it_answers_to(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    tried(monitor)
    monkeypatch.setattr(fetching, "OWN", monitor.site.url)
    fetch(Target(f"{monitor.site.url}/", ""), replace(monitor.settings, host="toponaut.example"))
    assert monitor.site.hosts == [f"127.0.0.1:{monitor.site.port}", "toponaut.example"]


def certificate(folder: Path, days: float) -> Path:
    """For 127.0.0.1, signed by itself; with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
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
    file.write_bytes(made.public_bytes(pem) + private)
    return file


@pytest.fixture
def secure(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site behind TLS, with a certificate that is good for so many days and believed."""
    file, site = certificate(tmp_path, request.param), Site()
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    site.http.socket = context.wrap_socket(site.http.socket, server_side=True)
    site.url = site.url.replace("http:", "https:")
    with serving(site):
        yield site


@pytest.mark.parametrize("secure", [40.5], indirect=True)
def test_days_that_the_certificate_is_good(monitor: Monitor, secure: Site) -> None:
    found = fetch(Target(f"{secure.url}/", "Toponaut"), monitor.settings)
    assert (found.ok, found.certificate_days) == (True, 40)


@pytest.mark.parametrize("secure", [-1], indirect=True)
def test_a_certificate_that_has_ended(monitor: Monitor, secure: Site) -> None:
    assert fetch(Target(f"{secure.url}/", ""), monitor.settings).reason == "certificate: certificate has expired"


@pytest.mark.parametrize("secure", [40], indirect=True)
def test_a_certificate_of_a_stranger(monitor: Monitor, secure: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert fetch(Target(f"{secure.url}/", ""), monitor.settings).reason == "certificate: self-signed certificate"


@pytest.mark.parametrize("secure", [13.5], indirect=True)
def test_one_that_ends_soon_is_told_until_another_is_seen(
    monitor: Monitor, secure: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor.environ["MONITOR_URLS"] = f"{secure.url}/,{secure.url}/readyz"
    monitor.rounds(hours=1)
    (text,) = monitor.texts
    assert text.endswith(f"{secure.url}/readyz: its certificate ends in 13 days")
    secure.status = 503  # down, but its certificate was seen
    monitor.round()
    monkeypatch.delenv("SSL_CERT_FILE")  # none that is believed is shown
    monitor.round()
    keys = [alert["key"].split(":")[0] for alert in monitor.status["alerts"]]
    assert sorted(keys) == ["certificate", "down", "down"]


def test_the_network_is_there_where_one_of_the_probes_is(monitor: Monitor) -> None:
    here, away = ("127.0.0.1", monitor.site.port), ("127.0.0.1", 1)
    assert network_is_there([away, here])
    assert not network_is_there([away])
