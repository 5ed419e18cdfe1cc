"""What the plays' API takes and gives. The OpenAPI document and the frontend's types are made from these.

What it takes is checked by pydantic alone: a Schema of ninja's would look for attributes in a body that is no object.
"""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import BaseModel, FailFast, Field

from config.schemas import ErrorAnswer, Problem
from plays.timestamps import Moment
from quizzes.schemas import FoundPlace

Mode = Literal["plain", "filtered", "every"]
Status = Literal["counted", "left", "elsewhere"]

LONGEST_SLUG = 100  # characters, as the catalogue's
LONGEST_VERSION = 20  # characters, as the data's
LARGEST_ID = 2**63 - 1  # the database's
LARGEST_REVISION = 2**31 - 1

# Strict: "5128581" and 5128581.0 are no ids. The first wrong one ends it: a million would make a million errors.
PlaceId = Annotated[int, Field(strict=True, ge=1, le=LARGEST_ID)]
PlaceIds = Annotated[list[PlaceId], FailFast()]
Revision = Annotated[int, Field(strict=True, ge=1, le=LARGEST_REVISION, description="The one that the client knows")]
DataVersion = Annotated[
    str | None, Field(max_length=LONGEST_VERSION, description="Where given: refused if other data is loaded now")
]


class SentPlay(BaseModel):
    """A whole play, to be saved."""

    quiz: str = Field(description="Its slug", examples=["us"], max_length=LONGEST_SLUG)
    places: PlaceIds = Field(description="Ids in the order of naming, each once", examples=[[5746545, 4975802]])
    started: Moment
    ended: Moment = Field(description="When the last place was named; not before `started`")
    mode: Mode
    data_version: DataVersion = None


class SentAgain(SentPlay):
    """A whole play, in place of what is stored."""

    revision: Revision


class SentChange(BaseModel):
    """What is different from the stored play. A page that goes away may send 64 KB, which is not the whole."""

    revision: Revision
    removed: PlaceIds = Field(default=[], description="Ids to be taken out")
    added: PlaceIds = Field(default=[], description="Ids to be put at the end, after that")
    ended: Moment
    mode: Mode
    data_version: DataVersion = None


class ScoreUnder(Schema):
    """A play's score under one version of the data."""

    data_version: str
    count: int = Field(description="Places named that count")
    population: int = Field(description="Their people")
    quiz_places: int = Field(description="Places of the quiz")
    quiz_population: int = Field(description="Their people")


class PlaySaved(ScoreUnder):
    id: str
    url: str = Field(description="The public page, for everybody who has the link")
    secret: str | None = Field(description="Proves that the play is one's own; told by POST alone")
    revision: int = Field(description="To be sent with the next change")


class NamedPlace(FoundPlace):
    """A place of a play, as the data has it now."""

    status: Status = Field(description='"left": no longer in the data; "elsewhere": no longer in this quiz')


class PlayDetail(ScoreUnder):
    """A play with the score that was given when it was saved, and the one it would be given now."""

    id: str
    url: str
    quiz: str = Field(description="Its slug")
    title: str = Field(description="The quiz's; its slug once the catalogue has it no more")
    mode: Mode
    started: datetime
    ended: datetime
    saved: datetime = Field(description="For the first time")
    changed: datetime
    revision: int
    now: ScoreUnder = Field(description="The same places under the data that is loaded now")
    places: list[NamedPlace] = Field(description="In the order of naming")


class ForeignPlaces(Problem):
    code: Literal["not_in_quiz"]
    places: list[int] = Field(description="All the ids that are not of the quiz")


class NotInQuiz(Schema):
    error: ForeignPlaces


BadPlay = NotInQuiz | ErrorAnswer
