"""The example names what is read, with one line of meaning each, and is no production by itself."""

from tests.drift.variables import (
    compose_defaults,
    compose_variables,
    documented,
    required_variables,
    site_variables,
)

VALUES = {name: value for _, name, value in documented()}


def test_the_settings_are_really_read() -> None:
    assert {"TOPONAUT_ENV", "SECRET_KEY_FILE", "DATABASE_URL", "WEB_BIND"} <= site_variables()


def test_the_compose_files_are_really_read() -> None:
    assert {"TAG", "HTTP_PORT", "STAGING_HTTP_PORT"} <= compose_variables()


def test_the_example_names_every_variable_and_no_other() -> None:
    assert set(VALUES) == compose_variables() | site_variables()


def test_no_variable_is_named_twice() -> None:
    assert len(VALUES) == len(documented())


def test_each_has_one_line_of_meaning() -> None:
    comments = {name: comment for comment, name, _ in documented()}
    assert [name for name, comment in comments.items() if not comment.startswith("# ")] == []


def test_the_values_are_composes_defaults() -> None:
    assert {name: {VALUES[name]} for name in compose_defaults()} == compose_defaults()


def test_a_copy_is_not_good_for_production() -> None:
    required = required_variables()
    assert {"SECRETS_DIR", "STAGING_SECRETS_DIR"} <= set(required)
    assert {VALUES[name] for name in required} == {""}
    assert all("make secrets" in message for message in required.values())
