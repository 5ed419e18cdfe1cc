"""The request and response bodies of the plays' API. The OpenAPI document and the frontend's types are made from them.

Request bodies are plain pydantic models: a ninja Schema would look for attributes in a body that is not a JSON object.
"""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import BaseModel, FailFast, Field

from config.schemas import ErrorAnswer, Problem
from plays.timestamps import Timestamp
from quizzes.schemas import FoundPlace

Mode = Literal["plain", "filtered", "every"]
PlaceStatus = Literal["counted", "left", "elsewhere"]

MAX_SLUG_LENGTH = 100  # characters, as in the catalogue
MAX_VERSION_LENGTH = 20  # characters, as in the data
MAX_ID = 2**63 - 1  # the largest that the database can hold
MAX_REVISION = 2**31 - 1

# Strict: "5128581" and 5128581.0 are not ids. Validation stops at the first wrong id: a million would give a million
# errors.
PlaceId = Annotated[int, Field(strict=True, ge=1, le=MAX_ID)]
PlaceIds = Annotated[list[PlaceId], FailFast()]
Revision = Annotated[int, Field(strict=True, ge=1, le=MAX_REVISION, description="The last one that the client got")]
DataVersion = Annotated[
    str | None,
    Field(max_length=MAX_VERSION_LENGTH, description="If given, the request is refused unless this data is current"),
]


class NewPlay(BaseModel):
    """A play to save."""

    quiz: str = Field(description="The quiz's slug", examples=["us"], max_length=MAX_SLUG_LENGTH)
    places: PlaceIds = Field(description="Ids in the order of naming, each once", examples=[[5746545, 4975802]])
    started: Timestamp
    ended: Timestamp = Field(description="When the last place was named; not before `started`")
    mode: Mode
    data_version: DataVersion = None


class PlayReplacement(NewPlay):
    """A whole play that replaces the stored one."""

    revision: Revision


class PlayChange(BaseModel):
    """The difference from the stored play. A page that is being closed can send 64 KB: too little for a large play."""

    revision: Revision
    removed: PlaceIds = Field(default=[], description="Ids to remove")
    added: PlaceIds = Field(default=[], description="Ids to append, after the removal")
    ended: Timestamp
    mode: Mode
    data_version: DataVersion = None


class VersionedScore(Schema):
    """A play's score under one version of the data."""

    data_version: str
    count: int = Field(description="Named places that count")
    population: int = Field(description="The sum of their populations")
    quiz_places: int = Field(description="Places of the quiz")
    quiz_population: int = Field(description="The sum of their populations")


class SavedPlay(VersionedScore):
    id: str
    url: str = Field(description="The public page, for everybody who has the link")
    secret: str | None = Field(description="Proves that the play is yours. Only in the answer to POST, otherwise null")
    revision: int = Field(description="Send it with the next change")


class NamedPlace(FoundPlace):
    """A place of a play, as it is in the current data."""

    status: PlaceStatus = Field(description='"left": no longer in the data; "elsewhere": no longer in this quiz')


class PlayDetail(VersionedScore):
    """A play with its score from when it was saved, and its score under the current data."""

    id: str
    url: str
    quiz: str = Field(description="The quiz's slug")
    title: str = Field(description="The quiz's title; its slug if the quiz is no longer in the catalogue")
    mode: Mode
    started: datetime
    ended: datetime
    saved: datetime = Field(description="When it was saved first")
    changed: datetime
    revision: int
    now: VersionedScore = Field(description="The score of the same places under the current data")
    places: list[NamedPlace] = Field(description="In the order of naming")


class NotInQuizProblem(Problem):
    code: Literal["not_in_quiz"]
    places: list[int] = Field(description="All ids that are not places of the quiz")


class NotInQuizAnswer(Schema):
    error: NotInQuizProblem


InvalidPlayAnswer = NotInQuizAnswer | ErrorAnswer
