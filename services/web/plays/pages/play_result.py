"""What the page of a play shows beside its list of places."""

from dataclasses import dataclass
from datetime import timedelta

from plays.models import Play
from plays.pages.formatting import duration, percent, plural, short_noun, title_in_sentence
from plays.pages.play_index import PlayIndex
from plays.pages.score_tables import AreaScore
from quizzes.models import Quiz

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
    index: PlayIndex

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
        if self.index.areas:
            parts.append(f"{len(self.named_areas)} of {len(self.index.areas)} {self.area_noun}")
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
        return [row for row in self.index.areas if row.named]

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
        return sorted(row.name for row in self.index.areas if not row.named)

    @property
    def population_is_mostly_unknown(self) -> bool:
        return self.quiz is not None and self.quiz.unknown_population >= MIN_UNKNOWN_SHARE * self.quiz.places
