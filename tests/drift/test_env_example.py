""".env.example lists every variable that is read, explains each in one line, and cannot start production as it is."""

from tests.drift.environment_variables import (
    compose_defaults,
    compose_variables,
    documented_variables,
    required_variables,
    site_variables,
)

EXAMPLE_VALUES = {name: value for _, name, value in documented_variables()}


def test_site_variables_are_found_in_the_settings() -> None:
    assert {"TOPONAUT_ENV", "SECRET_KEY_FILE", "DATABASE_URL", "WEB_BIND"} <= site_variables()


def test_compose_variables_are_found_in_the_compose_files() -> None:
    assert {"TAG", "HTTP_PORT", "STAGING_HTTP_PORT"} <= compose_variables()


def test_example_lists_every_variable_and_no_other() -> None:
    assert set(EXAMPLE_VALUES) == compose_variables() | site_variables()


def test_no_variable_is_listed_twice() -> None:
    assert len(EXAMPLE_VALUES) == len(documented_variables())


def test_each_variable_has_a_comment() -> None:
    comments = {name: comment for comment, name, _ in documented_variables()}
    assert [name for name, comment in comments.items() if not comment.startswith("# ")] == []


def test_example_values_are_the_defaults_of_compose() -> None:
    assert {name: {EXAMPLE_VALUES[name]} for name in compose_defaults()} == compose_defaults()


def test_required_variables_are_empty_in_the_example() -> None:
    required = required_variables()
    assert {"SECRETS_DIR", "STAGING_SECRETS_DIR"} <= set(required)
    assert {EXAMPLE_VALUES[name] for name in required} == {""}
    assert all("make secrets" in message for message in required.values())
