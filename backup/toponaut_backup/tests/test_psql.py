"""SQL through psql: answers, refusals, and names that want care."""

import pytest

from toponaut_backup.errors import DatabaseError
from toponaut_backup.psql import Session, conninfo, identifier, literal


def test_a_server_that_fell_silent_is_not_waited_for_for_hours() -> None:
    assert "keepalives_idle=15" in conninfo("toponaut")
    assert "tcp_user_timeout=30000" in conninfo("toponaut")


def test_names_and_words_are_quoted() -> None:
    assert conninfo("it's a \\").startswith(r"dbname='it\'s a \\' ")
    assert literal("it's") == "'it''s'"
    assert identifier('a "name"') == '"a ""name"""'


@pytest.mark.postgresql
def test_one_question_after_the_other(database: str) -> None:
    with Session(database) as session:
        assert session.ask("SELECT 1 + 1") == "2"
        assert session.ask("SELECT 'two' UNION ALL SELECT 'lines'") == "two\nlines"
        assert session.json("SELECT json_build_array(1, 'b')") == [1, "b"]


@pytest.mark.postgresql
def test_a_refusal_in_the_servers_words(database: str) -> None:
    with Session(database) as session:
        with pytest.raises(DatabaseError, match=f"{database} refused: ERROR:  division by zero"):
            session.ask("SELECT 1 / 0")
        with pytest.raises(DatabaseError, match="psql ended"):
            session.ask("SELECT 1")


@pytest.mark.postgresql
def test_a_database_that_is_not_there(database: str) -> None:
    with Session("backup_test_nowhere") as session, pytest.raises(DatabaseError, match="does not exist"):
        session.ask("SELECT 1")
