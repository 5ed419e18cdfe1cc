"""What a play's page says: its places, tables and scores under the data that is loaded now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import nlargest, nsmallest

from plays.models import Play
from plays.pages.formatting import duration, percent, plural, short_noun, within
from plays.pages.place_entries import Entry, entries_of
from plays.pages.score_tables import AreaRow, SizeRow, by_area, by_size
from plays.scoring import Score
from quizzes.current_data import CurrentData
from quizzes.models import Quiz

SHOWN = 5  # largest and smallest: as many as a glance takes in
FIRST_AREAS = 12  # countries or regions of a long table, before the rest is folded away …
MOST_AREAS = 60  # … and what is not yet long: the states of the US

# Above this share of places without a population, a percentage of people misleads unless it says so.
UNKNOWN_WORTH_SAYING = 0.2


@dataclass(frozen=True, slots=True)
class Result:
    """A play under today's data. `quiz` is None once a data load has taken it out of the catalogue."""

    play: Play
    quiz: Quiz | None
    data_version: str
    entries: list[Entry]  # in the order of naming
    score: Score
    sizes: list[SizeRow]
    areas: list[AreaRow]
    largest: list[Entry]
    smallest: list[Entry]

    @property
    def title(self) -> str:
        return self.quiz.title if self.quiz else self.play.quiz

    @property
    def headline(self) -> str:
        """As the play was judged when it was saved: what its link said once, it says for ever."""
        return f"{plural(self.play.places, 'place', 'places')} in {within(self.title)}"

    @property
    def summary(self) -> str:
        """For whom the link is sent to."""
        parts = [f"{percent(self.play.population, self.play.quiz_population)} of people"]
        if self.areas:
            parts.append(f"{len(self.touched)} of {len(self.areas)} {self.area_noun}")
        return f"{', '.join(parts)}, named in {duration(self.time)}."

    @property
    def area_noun(self) -> str:
        return short_noun(self.quiz.region_noun) if self.quiz else ""

    @property
    def time(self) -> timedelta:
        return self.play.ended - self.play.started

    @property
    def judged_before(self) -> bool:
        """Whether other data than today's gave the play its score."""
        return self.play.data_version != self.data_version

    @property
    def touched(self) -> list[AreaRow]:
        return [row for row in self.areas if row.named]

    @property
    def first_touched(self) -> list[AreaRow]:
        """All, unless they are so many that a phone would have to scroll past a hundred to come to the places."""
        return self.touched if len(self.touched) <= MOST_AREAS else self.touched[:FIRST_AREAS]

    @property
    def more_touched(self) -> list[AreaRow]:
        return self.touched[len(self.first_touched) :]

    @property
    def untouched(self) -> list[str]:
        """By name."""
        return sorted(row.name for row in self.areas if not row.named)

    @property
    def left(self) -> int:
        """Places that left the data."""
        return sum(entry.status == "left" for entry in self.entries)

    @property
    def elsewhere(self) -> int:
        """Places that no longer count in this quiz."""
        return sum(entry.status == "elsewhere" for entry in self.entries)

    @property
    def mostly_unknown(self) -> bool:
        return self.quiz is not None and self.quiz.unknown_population >= UNKNOWN_WORTH_SAYING * self.quiz.places


def result_of(play: Play, data: CurrentData, quiz: Quiz | None) -> Result:
    """The result of a play, from its places as they are now."""
    entries = entries_of(play.ids, quiz)
    counted = [entry for entry in entries if entry.status == "counted"]
    return Result(
        play=play,
        quiz=quiz,
        data_version=data.version,
        entries=entries,
        score=score_of(counted),
        sizes=by_size(quiz, counted) if quiz else [],
        areas=by_area(quiz, counted) if quiz else [],
        largest=nlargest(SHOWN, counted, key=lambda entry: entry.population),
        smallest=nsmallest(SHOWN, (entry for entry in counted if entry.population), key=lambda entry: entry.population),
    )


def score_of(counted: Sequence[Entry]) -> Score:
    """What places that count come to."""
    return Score(len(counted), sum(entry.population for entry in counted))
