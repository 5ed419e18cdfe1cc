"""The settings that the installer writes into the site's .env."""

import subprocess
from pathlib import Path

from tests.paths import ROOT

# The functions that need the operator's account are replaced.
PROGRAM = """
source scripts/host/lib/host.sh
source scripts/host/steps/site.sh
as_operator() { :; }
write_site_setting() { echo "$1=$2"; }
SITE=$1 DOMAIN=toponaut.example EMAIL=ada@toponaut.example
write_site_settings
"""


def written_settings(site: Path) -> dict[str, str]:
    command = ["bash", "-euo", "pipefail", "-c", PROGRAM, "-", str(site)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in run.stdout.splitlines())


def test_site_is_published_to_everybody_and_by_ipv6_where_there_is_any(tmp_path: Path) -> None:
    settings = written_settings(tmp_path)
    assert (settings["HTTP_ADDRESS"], settings["HTTP_PORT"]) == ("0.0.0.0", "80")
    addresses = Path("/proc/net/if_inet6")
    has_ipv6 = addresses.exists() and addresses.read_text() != ""
    assert settings.get("HTTP_ADDRESS_IPV6") == ("[::]" if has_ipv6 else None)


def test_settings_of_the_operator_are_never_written_again(tmp_path: Path) -> None:
    (tmp_path / ".env").touch()
    assert written_settings(tmp_path) == {}
