"""Environment variables are read with their types; a value that cannot be used is an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config import env
from config.env import BadEnvironment


def test_text_is_trimmed_and_empty_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE", " 1.2.3 ")
    assert env.text("RELEASE", "dev") == "1.2.3"
    monkeypatch.setenv("RELEASE", "")
    assert env.text("RELEASE", "dev") == "dev"


def test_a_comma_list_is_split_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "toponaut.example, www.toponaut.example,")
    assert env.comma_list("ALLOWED_HOSTS") == ["toponaut.example", "www.toponaut.example"]


def test_hosts_may_have_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "toponaut.example, .toponaut.example:8443, [::1], [::1]:81, *")
    names = ["toponaut.example", ".toponaut.example", "[::1]", "[::1]", "*"]
    assert env.hosts_and_ports("ALLOWED_HOSTS") == (names, {"8443", "81"})


def test_an_unknown_option_names_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPONAUT_ENV", "prod")
    with pytest.raises(BadEnvironment, match=r"TOPONAUT_ENV='prod'.*expected one of laptop, production"):
        env.one_of("TOPONAUT_ENV", ("laptop", "production"))


def test_a_number_is_whole_and_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_WORKERS", "3")
    assert env.number("WEB_WORKERS", 2, minimum=1) == 3
    monkeypatch.setenv("WEB_WORKERS", "")
    assert env.number("WEB_WORKERS", 2, minimum=1) == 2


@pytest.mark.parametrize("value", ["0", "-1", "two", "2.5", "²"])
def test_an_invalid_or_too_small_number_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WEB_WORKERS", value)
    with pytest.raises(BadEnvironment, match=r"WEB_WORKERS=.*a whole number, at least 1"):
        env.number("WEB_WORKERS", 2, minimum=1)


def test_a_secret_comes_from_the_variable_or_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "from the variable")
    assert env.secret("SECRET_KEY") == "from the variable"
    file = tmp_path / "key"
    file.write_text("from the file\n")
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert env.secret("SECRET_KEY") == "from the file"


def test_a_secret_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "one")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "other"))
    with pytest.raises(BadEnvironment, match="both set"):
        env.secret("SECRET_KEY")


def test_a_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadEnvironment, match=r"SECRET_KEY_FILE=.*nowhere.*cannot be read"):
        env.secret("SECRET_KEY")


@pytest.mark.parametrize(
    "invalid",
    [
        {"TOPONAUT_ENV": "prod"},
        {"DATABASE_URL": "nonsense://somewhere"},
        {"SECRET_KEY_FILE": "/nowhere/at/all"},
        {"DATABASE_PASSWORD": "one", "DATABASE_URL": "postgresql://toponaut:two@postgres/toponaut"},
    ],
    ids=lambda invalid: next(iter(invalid)),
)
def test_manage_py_names_the_invalid_variable_in_one_line(invalid: dict[str, str]) -> None:
    command = [sys.executable, str(settings.WEB_DIR / "manage.py"), "check"]
    environ = {"PATH": os.environ["PATH"]} | invalid
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert next(iter(invalid)) in run.stderr
