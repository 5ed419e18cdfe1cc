"""What the page of a play shows: its places, tables and scores under the current data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import nlargest, nsmallest

from plays.models import Play
from plays.pages.formatting import duration, percent, plural, short_noun, title_in_sentence
from plays.pages.place_entries import PlaceEntry, place_entries
from plays.pages.score_tables import AreaScore, BracketScore, score_by_area, score_by_bracket
from plays.scoring import Score
from quizzes.current_data import CurrentData
from quizzes.models import Quiz

EXTREMES = 5  # largest and smallest places shown
# A table of countries or regions with more rows than MAX_UNFOLDED_AREAS, which all states of the US fit into, shows the
# first FIRST_AREAS and folds away the rest.
MAX_UNFOLDED_AREAS = 60
FIRST_AREAS = 12

# If the population of more than this share of the quiz's places is unknown, the page says so: otherwise the percentage
# of people would mislead.
MIN_UNKNOWN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class PlayResult:
    """A play under the current data. `quiz` is None if a data load removed it from the catalogue."""

    play: Play
    quiz: Quiz | None
    data_version: str
    entries: list[PlaceEntry]  # in the order of naming
    score: Score
    brackets: list[BracketScore]
    areas: list[AreaScore]
    largest: list[PlaceEntry]
    smallest: list[PlaceEntry]

    @property
    def title(self) -> str:
        return self.quiz.title if self.quiz else self.play.quiz

    @property
    def headline(self) -> str:
        """Has the score from when the play was saved: a shared link keeps its headline after a data load."""
        return f"{plural(self.play.places, 'place', 'places')} in {title_in_sentence(self.title)}"

    @property
    def summary(self) -> str:
        """The description that is shown beside a shared link."""
        parts = [f"{percent(self.play.population, self.play.quiz_population)} of people"]
        if self.areas:
            parts.append(f"{len(self.named_areas)} of {len(self.areas)} {self.area_noun}")
        return f"{', '.join(parts)}, named in {duration(self.time)}."

    @property
    def area_noun(self) -> str:
        return short_noun(self.quiz.region_noun) if self.quiz else ""

    @property
    def time(self) -> timedelta:
        return self.play.ended - self.play.started

    @property
    def data_has_changed(self) -> bool:
        """Whether the play was scored under other data than the current data."""
        return self.play.data_version != self.data_version

    @property
    def named_areas(self) -> list[AreaScore]:
        """The countries or regions with at least one named place."""
        return [row for row in self.areas if row.named]

    @property
    def unfolded_areas(self) -> list[AreaScore]:
        """All named areas, or the first few: on a phone, the places below should not be a hundred rows away."""
        return self.named_areas if len(self.named_areas) <= MAX_UNFOLDED_AREAS else self.named_areas[:FIRST_AREAS]

    @property
    def folded_areas(self) -> list[AreaScore]:
        return self.named_areas[len(self.unfolded_areas) :]

    @property
    def unnamed_areas(self) -> list[str]:
        """The names of the countries or regions without a named place, in alphabetical order."""
        return sorted(row.name for row in self.areas if not row.named)

    @property
    def left_count(self) -> int:
        """The number of places that are no longer in the data."""
        return sum(entry.status == "left" for entry in self.entries)

    @property
    def elsewhere_count(self) -> int:
        """The number of places that no longer count in this quiz."""
        return sum(entry.status == "elsewhere" for entry in self.entries)

    @property
    def population_is_mostly_unknown(self) -> bool:
        return self.quiz is not None and self.quiz.unknown_population >= MIN_UNKNOWN_SHARE * self.quiz.places


def play_result(play: Play, data: CurrentData, quiz: Quiz | None) -> PlayResult:
    """The result of a play, computed from its places as they are now."""
    entries = place_entries(play.ids, quiz)
    counted = [entry for entry in entries if entry.status == "counted"]
    known = (entry for entry in counted if entry.population)
    return PlayResult(
        play=play,
        quiz=quiz,
        data_version=data.version,
        entries=entries,
        score=score_of_entries(counted),
        brackets=score_by_bracket(quiz, counted) if quiz else [],
        areas=score_by_area(quiz, counted) if quiz else [],
        largest=nlargest(EXTREMES, counted, key=lambda entry: entry.population),
        smallest=nsmallest(EXTREMES, known, key=lambda entry: entry.population),
    )


def score_of_entries(counted: Sequence[PlaceEntry]) -> Score:
    """The score of entries that all count."""
    return Score(len(counted), sum(entry.population for entry in counted))
