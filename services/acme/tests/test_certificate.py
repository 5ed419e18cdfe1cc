"""certificate.sh and nginx's make_key.sh: when a certificate is due, what a failure leaves, which key it is for.

`uacme` is a fake that signs the request with the real openssl. The tests of the stack have a real ACME server.
"""

import os
import subprocess
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
DAY = 86400
FAKE = """#!/bin/bash
echo "$*" >>"$FAKES/asked"
[ -z "${SAYS:-}" ] || { printf '%b' "$SAYS" >&2; exit 2; }
case "$*" in
  *" new"*) ;;
  *) request=${*: -1}
    openssl x509 -req -in "$request" -CA "$FAKES/ca.pem" -copy_extensions copy -days "${DAYS:-90}" \\
      -out "${request%.pem}-cert.pem" 2>/dev/null ;;
esac
"""
DENIED = '{\\n    "type": "urn:…:unauthorized",\\n    "detail": "192.0.2.7: Invalid response: 404",\\n}\\n'


class Machine:
    """The volumes of nginx and acme, in a folder with a space."""

    def __init__(self, folder: Path) -> None:
        self.acme, self.tls, self.bin = (folder / "a volume" / name for name in ("acme", "tls", "bin"))
        for part in (self.acme, self.tls, self.bin):
            part.mkdir(parents=True)
        (self.bin / "uacme").write_text(FAKE)
        (self.bin / "answer-challenge").write_text("")
        for file in self.bin.iterdir():
            file.chmod(0o755)
        (self.acme / "served.pem").symlink_to("../tls/self-signed.pem")
        new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=ca -keyout ca.pem -out cert.pem"
        subprocess.run(["openssl", *new.split()], cwd=self.bin, check=True, capture_output=True)
        with (self.bin / "ca.pem").open("a") as ca:
            ca.write((self.bin / "cert.pem").read_text())
        self.environ = {
            "PATH": f"{self.bin}:{os.environ['PATH']}", "FAKES": str(self.bin), "TMPDIR": str(self.bin),
            "ACME_FOLDER": str(self.acme), "TLS_FOLDER": str(self.tls), "TLS_DOMAIN": "a.example,www.a.example",
            "ACME_DIRECTORY": "https://acme.example/directory", "ACME_RETRY_SECONDS": "900",
        }  # fmt: skip
        self.make_key()

    def run(self, script: str, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(ROOT / script), *words]
        return subprocess.run(
            command,
            env=self.environ | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def make_key(self, **environ: str) -> None:
        assert self.run("nginx/make_key.sh", **environ).returncode == 0

    def renew(self, *words: str, **environ: str) -> str:
        return self.run("services/acme/certificate.sh", "renew", *words, **environ).stdout

    def due_in(self, **environ: str) -> float:
        """Seconds until the next certificate is due."""
        return int(self.run("services/acme/certificate.sh", "due", **environ).stdout) - time.time()

    @property
    def served(self) -> str:
        return str((self.acme / "served.pem").readlink())

    @property
    def asked(self) -> int:
        """How often a certificate was asked for."""
        return (self.bin / "asked").read_text().count(" issue ")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_certificate_is_due_a_month_before_its_end(machine: Machine) -> None:
    assert machine.due_in() < 0
    assert "a.example,www.a.example: a new certificate, valid until" in machine.renew()
    assert machine.served == "issued.pem"
    assert 57 * DAY - 60 < machine.due_in() <= 60 * DAY
    assert "is valid until" in machine.renew()
    assert machine.asked == 1


def test_a_short_one_is_due_after_two_thirds_of_its_life(machine: Machine) -> None:
    machine.renew(DAYS="6")
    assert 3.7 * DAY < machine.due_in() <= 4 * DAY


@pytest.mark.parametrize(
    "change", [{"ACME_DIRECTORY": "https://other.example/directory"}, {"TLS_DOMAIN": "a.example,b.example"}]
)
def test_another_server_or_another_name_needs_another_certificate(machine: Machine, change: dict[str, str]) -> None:
    machine.renew()
    machine.make_key(**change)
    assert machine.due_in(**change) < 0
    assert "no certificate" in machine.renew(**change, SAYS=DENIED)
    assert machine.served == "issued.pem"  # the old one stays
    assert "a new certificate" in machine.renew("now", **change)


def test_failures_are_explained_and_wait_twice_as_long_each_time(machine: Machine) -> None:
    for minutes in (15, 30, 60, 120, 240, 480, 720, 720):
        output = machine.renew(SAYS=DENIED)
        assert "192.0.2.7: Invalid response: 404. The site goes on" in output
        assert f"Next attempt in {minutes} min." in output
        assert abs(machine.due_in() - minutes * 60) < 30
        failure = machine.acme / "failure"
        failure.write_text(f"0 {failure.read_text().partition(' ')[2]}")  # as if that time had passed
    assert "Next attempt in 15 min." in machine.renew("now", SAYS="uacme: curl_get: GET https://x failed: no route\\n")
    assert "failed: no route" in machine.run("services/acme/certificate.sh", "status").stdout
    machine.renew("now")
    assert not (machine.acme / "failure").exists()


def test_key_stays_and_fits_whatever_is_served(machine: Machine) -> None:
    key = (machine.tls / "key.pem").read_bytes()
    assert (machine.tls / "key.pem").stat().st_mode & 0o777 == 0o600
    machine.renew()
    machine.make_key(TLS_DOMAIN="b.example")
    assert (machine.tls / "key.pem").read_bytes() == key


def test_lost_key_leads_back_to_the_self_signed_certificate(machine: Machine) -> None:
    machine.renew()
    (machine.tls / "key.pem").unlink()
    machine.make_key()
    assert machine.due_in() < 0
    machine.renew(SAYS=DENIED)
    assert machine.served == "../toponaut-tls/self-signed.pem"
    assert not (machine.acme / "issued.pem").exists()


def test_nothing_is_made_without_a_domain(machine: Machine, tmp_path: Path) -> None:
    machine.make_key(TLS_DOMAIN="", TLS_FOLDER=str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
