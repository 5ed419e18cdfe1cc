"""The catalogue in the database, computed from the places. Only `load_places` writes it."""

from django.db import models


class Quiz(models.Model):
    """A quiz with all totals, so that no page has to count rows."""

    slug = models.SlugField(max_length=100, primary_key=True)
    position = models.IntegerField(db_index=True)  # rank in the catalogue
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)  # world, continent, country, region
    scope = models.CharField(max_length=20)  # the area's code: "", "EU", "FR" or "FR.11", depending on the kind
    within = models.CharField(max_length=100)  # the name of a region's country, else ""
    region_noun = models.CharField(max_length=50)
    places = models.IntegerField()
    population = models.BigIntegerField()
    unknown_population = models.IntegerField()  # places whose population is not known
    regions = models.JSONField()  # [{code, name, places, population}], sorted by name
    brackets = models.JSONField()  # [{min, places, population}], largest first

    def __str__(self) -> str:
        return self.title


class LargestPlaces(models.Model):
    """The ids of a quiz's largest places, largest first: see quizzes.largest_places.

    Apart from Quiz, whose rows are read whole, and without a foreign key, because a release that does not know this
    table may replace the catalogue after a rollback.
    """

    quiz = models.CharField(max_length=100, primary_key=True)  # the slug
    ids = models.BinaryField()  # eight bytes each, the lowest first

    def __str__(self) -> str:
        return self.quiz
