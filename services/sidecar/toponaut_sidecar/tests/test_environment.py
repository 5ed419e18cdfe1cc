"""Reading variables and secrets; errors name the variable or the file, and never show a secret."""

import re
from pathlib import Path

import pytest

from toponaut_sidecar.environment import Environment, read_secret
from toponaut_sidecar.errors import InvalidSettings

DIGITS = re.compile(r"\d+")


def test_unset_and_empty_variables_have_the_default() -> None:
    environment = Environment({"EMPTY": " "})
    assert [environment.text(name, "default") for name in ("EMPTY", "UNSET")] == ["default"] * 2
    assert environment.matching("EMPTY", DIGITS, "digits") == ""
    assert environment.seconds("EMPTY", 5, 1, 9) == 5
    assert environment.path("EMPTY", "/run") == Path("/run")


def test_value_that_does_not_match_is_named() -> None:
    with pytest.raises(InvalidSettings, match="COUNT='x' cannot be used: expected digits"):
        Environment({"COUNT": "x"}).matching("COUNT", DIGITS, "digits")


@pytest.mark.parametrize("value", ["0", "10", "-1", "1.5", "soon", "٣"])
def test_seconds_out_of_range_are_named(value: str) -> None:
    with pytest.raises(InvalidSettings, match=f"WAIT='{value}' cannot be used: expected seconds, 1 to 9"):
        Environment({"WAIT": value}).seconds("WAIT", 5, 1, 9)


def test_secret_is_read_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("the-token\n")
    assert read_secret(tmp_path / "token", "the token") == "the-token"


def test_missing_and_empty_secrets_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match=r"the secret token cannot be read .*make secrets"):
        read_secret(tmp_path / "token", "the token")
    (tmp_path / "token").write_text(" \n")
    with pytest.raises(InvalidSettings, match="the secret token is empty: write the token into secrets/token"):
        read_secret(tmp_path / "token", "the token")
