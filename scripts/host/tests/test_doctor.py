"""`make doctor`: what it says of a healthy server, and of each fault. All programs of the server are fakes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

# What `apt-cache policy` prints for the names after `policy`: the installed version of this server, and the newest one.
APT_CACHE = """
shift
for name; do
  newest=$(printf '%b' "${NEWEST_PACKAGES:-}" | sed -n "s/^$name //p")
  printf '%s:\\n  Installed: (none)\\n  Candidate: %s\\n' "$name" "${newest:-(none)}"
done
"""
FAKES = {
    "apt-cache": APT_CACHE,
    "apt-config": 'echo "${UNATTENDED-APT::Periodic::Unattended-Upgrade \\"1\\";}"',
    "apt-get": 'printf "%b" "${PENDING:-}"',
    "df": 'used=${USED:-40%}; [ "$1" != -Pi ] || used=${USED_INODES:-7%}; printf "h\\n/ 1 1 1 %s /\\n" "$used"',
    "free": 'printf "h\\nMem: 1000 0 0 0 0 %s\\nSwap: %s 0 0\\n" "${AVAILABLE:-400}" "${SWAP:-1023}"',
    "git": 'echo "${HEAD:-c0ffee}"',
    "nft": '[ -z "${NO_FIREWALL:-}" ]',
    "openssl": '[ "$1" = s_client ] || [ -z "${CERTIFICATE_END:-}" ] || echo "notAfter=$CERTIFICATE_END"',
    "ss": 'printf "LISTEN 0 4096 %s *:*\\n" 0.0.0.0:22 [::]:80 127.0.0.1:5432 "[::1]:25" ${ALSO:-}',
    "sshd": 'printf "port 22\\n%b" "${SSHD:-permitrootlogin no\\npasswordauthentication no\\n'
    'kbdinteractiveauthentication no\\n}"',
    "sudo": '[ "$1" != -n ] || shift; exec "$@"',
    "timedatectl": 'echo "${SYNCHRONIZED:-yes}"',
}
NOW = datetime.now(UTC)


def hours_ago(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


HEALTHY = {
    "ALLOWED_HOSTS": "toponaut.example",
    "BACKUP_BUCKET": "b",
    "BACKUP_STATUS": json.dumps({"state": "good", "last_success": {"at": hours_ago(5)}}),
    "CERTIFICATE_END": (NOW + timedelta(days=60)).strftime("%b %d %H:%M:%S %Y GMT"),
    "CONTAINER_STATES": "web running 0 healthy\nmigrate exited 0 \n",
    "IMAGE_COMMIT": "c0ffee",
    "IMAGE_CREATED": hours_ago(48),
    "IMAGE_PACKAGES": "base-files 13.8+deb13u1\nnginx 1.26.3-3\nlibssl3t64 3.5.1-1+deb13u1\n",
    "MONITOR_STATE": json.dumps({"channels": {"log": {"failed": 0}, "email": {"failed": 0}}}),
    "MONITOR_STATUS": json.dumps({"channels": ["e-mail to ada@toponaut.example"], "alerts": []}),
    "NEWEST_PACKAGES": "base-files 13.8+deb13u1\nnginx 1.26.3-3\nlibssl3t64 3.5.1-1\n",  # some are older here
    "RUNNING_IMAGE": "toponaut/web:v1.4.0",
    "TAG": "v1.4.0",
}
NEWER = "base-files 13.9\nnginx 1.26.3-3+deb13u1\nlibssl3t64 3.5.1-1\n"
OTHER_DEBIAN = "base-files 12.4+deb12u12\nnginx 1.22.1-9\n"
ROOT_ALLOWED = "permitrootlogin yes\npasswordauthentication no\nkbdinteractiveauthentication no\n"
DOWN = json.dumps({"channels": ["x"], "alerts": [{"text": "/ is down"}]})
Fault = tuple[dict[str, str], str, str, str]
# Variables that make a fault; the subject of its line; words in that line; words in the remedy
PROBLEMS: list[Fault] = [
    ({"SSHD": ROOT_ALLOWED}, "SSH", "permitroot", "operator ssh"),
    ({"NO_FIREWALL": "1"}, "firewall", "not loaded", "toponaut-firewall"),
    ({"UNATTENDED": ""}, "updates", "not installed by themselves", "updates"),
    ({"USED": "91%"}, "disk", "91 %", "docker system df"),
    ({"USED_INODES": "90%"}, "disk", "90 % of the inodes", "inodes"),
    ({"AVAILABLE": "50"}, "memory", "5 % are available", "docker stats"),
    ({"SYNCHRONIZED": "no"}, "clock", "time server", "timesyncd"),
    ({"CONTAINER_STATES": "web running 0 unhealthy\n"}, "containers", "web", "SERVICE=web make logs"),
    ({"CONTAINER_STATES": ""}, "containers", "not started", "make up"),
    ({"CONTAINER_STATES": "backup exited 0 \n"}, "containers", "backup", "SERVICE=backup make logs"),
    ({"BANS_MISSING": "iptables has no rule. "}, "bans", "anybody off. iptables", "docker restart toponaut-fail2ban-1"),
    ({"SIDECARS_DOWN": "1"}, "bans", "not running", "make up"),
    ({"BACKUP_BUCKET": ""}, "backups", "none are made", "BACKUP_BUCKET"),
    ({"BACKUP_STATUS": ""}, "backups", "no verified backup", "make backup"),
    ({"BACKUP_STATUS": json.dumps({"last_success": {"at": hours_ago(30)}})}, "backups", "30 hours old", "make backup"),
    ({"MONITOR_STATE": json.dumps({"channels": {"email": {"failed": 3}}})}, "alerts", "email", "check-alerts"),
    ({"MONITOR_STATUS": DOWN}, "site", "/ is down", "check-alerts"),
    ({"CERTIFICATE_END": (NOW + timedelta(days=5)).strftime("%b %d %H:%M:%S %Y GMT")}, "HTTPS", "days", "make tls"),
    ({"TLS_DOMAIN": "a.example", "CERTIFICATE_END": ""}, "HTTPS", "nothing answers", "make tls DOMAIN=a.example"),
    ({"TLS_DOMAIN": "a.example", "CERTIFICATE_STATUS": "self-signed"}, "HTTPS", "self-signed", "DOMAIN=a.example"),
]  # fmt: skip
WARNINGS: list[Fault] = [
    ({"ALSO": "0.0.0.0:5432"}, "ports", "5432", "ss -ltnp"),
    ({"PENDING": "Inst libssl3\nConf libssl3\n"}, "updates", "1 packages", "apt-get upgrade"),
    ({"SWAP": "0"}, "memory", "no swap", "swap"),
    ({"TAG": "v1.5.0"}, "release", "v1.4.0 serves, and .env names v1.5.0", "make deploy"),
    ({"HEAD": "other"}, "release", "another commit", "git checkout"),
    ({"NEWEST_PACKAGES": NEWER}, "images", "newer versions of 2 packages in them: base-files, nginx", "make release"),
    ({"IMAGE_CREATED": hours_ago(40 * 24), "NEWEST_PACKAGES": OTHER_DEBIAN}, "images", "40 days old", "make release"),
    ({"MONITOR_STATUS": ""}, "alerts", "no channel", "ALERT_EMAIL_TO"),
    ({"CERTIFICATE_END": ""}, "HTTPS", "nothing answers", "not yet"),
]


@pytest.fixture
def server(tmp_path: Path) -> FakeDockerMachine:
    machine = FakeDockerMachine(tmp_path)
    for name, script in FAKES.items():
        machine.install(name, script)
    for name in ("cut", "date", "dpkg", "wc", "xargs"):
        machine.install(name, f'exec /usr/bin/{name} "$@"')
    machine.set_up_production()
    return machine


def lines(server: FakeDockerMachine, **fault: str) -> tuple[int, list[str]]:
    environ = HEALTHY | {"REBOOT_REQUIRED": str(server.checkout / "reboot-required")} | fault
    run = server.run("host/doctor", **environ)
    assert run.stderr == ""
    return run.returncode, run.stdout.splitlines()


def test_healthy_server_has_one_line_for_each_subject(server: FakeDockerMachine) -> None:
    status, output = lines(server)
    assert status == 0, output
    assert output[-1] == "0 problem(s), 0 warning(s)"
    assert [line.split()[:2] for line in output[:-1]] == [
        ["ok", subject]
        for subject in ("ports", "SSH", "firewall", "updates", "disk", "memory", "clock", "containers", "bans",
                        "release", "images", "backups", "alerts", "HTTPS")
    ]  # fmt: skip


def rounds(faults: list[Fault]) -> list[list[Fault]]:
    """Faults that a server can have at once, one of each subject: a test for each fault would take much longer."""
    found: list[list[Fault]] = []
    for fault in faults:
        same_subject = sum(fault[1] == one[1] for one in faults[: faults.index(fault)])
        if same_subject == len(found):
            found.append([])
        found[same_subject].append(fault)
    return found


@pytest.mark.parametrize(
    ("word", "faults"), [("PROBLEM", one) for one in rounds(PROBLEMS)] + [("warning", one) for one in rounds(WARNINGS)]
)
def test_faults_are_named_with_their_remedies(server: FakeDockerMachine, word: str, faults: list[Fault]) -> None:
    environ = {name: value for variables, *_ in faults for name, value in variables.items()}
    status, output = lines(server, **environ)
    assert status == (word == "PROBLEM")
    named = {line.split()[1]: at for at, line in enumerate(output) if line.startswith(word)}
    assert set(named) == {subject for _, subject, _, _ in faults}
    for _, subject, words, remedy in faults:
        assert words in output[named[subject]]
        assert remedy in output[named[subject] + 1]


def test_builds_of_a_developer_are_built_again_and_no_tag_is_checked_out(server: FakeDockerMachine) -> None:
    dev = {"TAG": "dev", "RUNNING_IMAGE": "toponaut/web:dev"}
    _, output = lines(server, **dev)
    assert ["ok", "release", "dev", "serves,"] in [line.split()[:4] for line in output]
    _, output = lines(server, **dev, HEAD="other")
    at = next(at for at, line in enumerate(output) if "built from another commit" in line)
    assert "make up" in output[at + 1]
    assert not any("git checkout" in line for line in output)


def test_needed_reboot_is_a_warning(server: FakeDockerMachine) -> None:
    (server.checkout / "reboot-required").touch()
    status, output = lines(server)
    assert (status, output[-1]) == (0, "0 problem(s), 1 warning(s)")
    assert any("sudo reboot" in line for line in output)


def test_images_are_judged_by_their_age_where_apt_knows_nothing(server: FakeDockerMachine) -> None:
    _, output = lines(server, NEWEST_PACKAGES="")
    assert any(line.split() == ["ok", "images", "they", "are", "2", "days", "old"] for line in output)


def test_without_docker_the_host_is_still_checked(server: FakeDockerMachine) -> None:
    server.install("docker", "exit 1")
    status, output = lines(server)
    assert status == 1
    assert any(line.startswith("ok       clock") for line in output)
    assert any("no Docker engine answers" in line for line in output)
