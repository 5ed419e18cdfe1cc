"""Requests and responses of the quiz API. The OpenAPI document and the frontend's types are generated from them."""

from typing import Annotated

from ninja import Query, Schema
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from quizzes.catalogue import Kind
from quizzes.matching import Reason

MAX_GUESS_LENGTH = 200  # characters; the longest name in the data has 105
MAX_GUESSES = 100  # in one request: matching 100 guesses takes a worker 0.05 s if none is in the cache
REPLACEMENT_CHARACTER = "\ufffd"  # Django decodes invalid UTF-8 to this character


def _guess_error(message: str) -> PydanticCustomError:
    """An error with this message. Pydantic would put "Value error, " before the message of a ValueError."""
    return PydanticCustomError("guess", message)


def _validate_guess(text: str) -> str:
    """Refuse text that no player can have typed."""
    if REPLACEMENT_CHARACTER in text:
        raise _guess_error("expected text in UTF-8")
    if not text.strip():
        raise _guess_error("expected the name of a place, got nothing")
    if not text.isprintable() and any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
        raise _guess_error("expected text without control characters")
    return text


Guess = Annotated[
    str,
    Query(description="The guess as typed", example="portland, me", min_length=1, max_length=MAX_GUESS_LENGTH),
    AfterValidator(_validate_guess),
]

GuessInList = Annotated[str, Field(min_length=1, max_length=MAX_GUESS_LENGTH), AfterValidator(_validate_guess)]


class Guesses(Schema):
    names: list[GuessInList] = Field(
        description="Guesses as typed", examples=[["portland, me", "boston"]], min_length=1, max_length=MAX_GUESSES
    )


class CatalogueEntry(Schema):
    slug: str
    title: str
    kind: Kind
    places: int
    population: int


class RegionTotal(Schema):
    """A region of a country, or a country of a continent."""

    code: str = Field(examples=["US.IL", "FR"])
    name: str
    places: int
    population: int


class BracketTotal(Schema):
    """The places with at least `min` people that are in no larger bracket."""

    min: int
    places: int
    population: int


class QuizDetail(CatalogueEntry):
    data_version: str
    unknown_population: int = Field(description="Places whose population is not known, and counts as 0")
    region_noun: str = Field(description="What its regions are called, plural")
    regions: list[RegionTotal]
    brackets: list[BracketTotal]


class FoundPlace(Schema):
    id: int = Field(description="GeoNames id; above 10^10 for places of further sources")
    name: str
    region: str = Field(description="Name of the first-level region, empty if it has none")
    country: str = Field(description="ISO 3166-1 alpha-2")
    lat: float = Field(description="Degrees")
    lon: float = Field(description="Degrees")
    population: int = Field(description="0 if it is not known")


class MatchAnswer(Schema):
    name: str = Field(description="The guess as typed")
    places: list[FoundPlace] = Field(description="By population, largest first")
    reason: Reason | None = Field(description='Why there are no places; "near" also beside a tiny place')


class MatchAnswers(Schema):
    answers: list[MatchAnswer] = Field(description="One for each name, in their order")


class SectionAnswer(Schema):
    name: str = Field(description="The guess as typed")
    of: list[int] = Field(description="Ids of the municipalities that have a section of this name")
