"""What the installer asks for: answers are checked before anything is changed. Small files of the host are valid."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent.parent
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJxPzXyV8LJHfbSg+R2gWkVqXJhbsFbYkX4tAYIhLBfC ada@laptop"
ANSWERS = {"DOMAIN": "toponaut.example", "EMAIL": "ada@toponaut.example", "OPERATOR_KEY": KEY, "TAG": "v1.0.0"}
READ = 'source scripts/host/lib/answers.sh; read_answers "$1"; printf "%s\\n" "$DOMAIN" "$EMAIL" "$OPERATOR_KEY" "$TAG"'


def read(folder: Path, **answers: str) -> subprocess.CompletedProcess[str]:
    file = folder / "answers"
    file.write_text("# a comment\n\n" + "".join(f"{name}={value}\n" for name, value in answers.items()))
    command = ["bash", "-euo", "pipefail", "-c", READ, "-", str(file)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_answers_are_read_from_a_file(tmp_path: Path) -> None:
    run = read(tmp_path, **ANSWERS)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == list(ANSWERS.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOMAIN", ""), ("DOMAIN", "localhost"), ("DOMAIN", "https://toponaut.example"), ("DOMAIN", "a.example/x"),
        ("DOMAIN", "-a.example"), ("EMAIL", "ada"), ("EMAIL", "a b@c.example"), ("EMAIL", "ada@c.example$(id)"),
        ("OPERATOR_KEY", ""), ("OPERATOR_KEY", "ssh-ed25519 AAAA"), ("OPERATOR_KEY", "/root/.ssh/id_ed25519.pub"),
        ("OPERATOR_KEY", "-----BEGIN OPENSSH PRIVATE KEY-----"),
    ],
)  # fmt: skip
def test_wrong_answers_are_named(tmp_path: Path, name: str, value: str) -> None:
    run = read(tmp_path, **ANSWERS | {name: value})
    assert run.returncode == 1
    assert name in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_file_of_answers_is_never_executed(tmp_path: Path) -> None:
    run = read(tmp_path, **ANSWERS | {"TAG": f"$(touch {tmp_path}/executed)`touch {tmp_path}/executed`"})
    assert run.returncode == 0
    assert not (tmp_path / "executed").exists()


def test_an_unknown_answer_is_named(tmp_path: Path) -> None:
    assert "'PASSWORD' in" in read(tmp_path, **ANSWERS, PASSWORD="x").stderr


def test_the_example_names_every_answer() -> None:
    lines = (ROOT / "scripts" / "host" / "files" / "answers.example").read_text().splitlines()
    assert [line.partition("=")[0] for line in lines if not line.startswith("#")] == list(ANSWERS)


def test_cloud_init_calls_the_installer_with_all_answers() -> None:
    text = (ROOT / "scripts" / "host" / "cloud-init.yaml").read_text()
    config = yaml.safe_load(text)
    assert text.startswith("#cloud-config\n")
    (answers,) = config["write_files"]
    assert [line.partition("=")[0] for line in answers["content"].splitlines()] == list(ANSWERS)
    script, file = config["runcmd"][-1]
    assert (ROOT / script.removeprefix("/root/toponaut/")).exists()
    assert file == answers["path"]


def test_settings_of_docker_are_json() -> None:
    settings = json.loads((ROOT / "scripts" / "host" / "files" / "daemon.json").read_text())
    assert settings["live-restore"] is True
