"""SQL through psql: results, errors, quoting."""

import pytest

from toponaut_backup.errors import DatabaseError
from toponaut_backup.psql import Session, conninfo, quote_identifier, quote_literal


def test_connection_string_has_timeouts() -> None:
    assert "keepalives_idle=15" in conninfo("toponaut")
    assert "tcp_user_timeout=30000" in conninfo("toponaut")


def test_quotes_in_names_and_texts_are_escaped() -> None:
    assert conninfo("it's a \\").startswith(r"dbname='it\'s a \\' ")
    assert quote_literal("it's") == "'it''s'"
    assert quote_identifier('a "name"') == '"a ""name"""'


@pytest.mark.postgresql
def test_results_are_text_or_json(database: str) -> None:
    with Session(database) as session:
        assert session.query("SELECT 1 + 1") == "2"
        assert session.query("SELECT 'two' UNION ALL SELECT 'lines'") == "two\nlines"
        assert session.query_json("SELECT json_build_array(1, 'b')") == [1, "b"]


@pytest.mark.postgresql
def test_error_has_the_servers_message(database: str) -> None:
    with Session(database) as session:
        with pytest.raises(DatabaseError, match=f"{database} refused: ERROR:  division by zero"):
            session.query("SELECT 1 / 0")
        with pytest.raises(DatabaseError, match="psql ended"):
            session.query("SELECT 1")


@pytest.mark.postgresql
def test_missing_database_is_an_error(database: str) -> None:
    with Session("backup_test_nowhere") as session, pytest.raises(DatabaseError, match="does not exist"):
        session.query("SELECT 1")
