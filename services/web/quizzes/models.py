"""The catalogue in the database: computed from the places, written by `load_places`."""

from django.db import models


class Quiz(models.Model):
    """A quiz with everything a page says of it: no page counts rows on request."""

    slug = models.SlugField(max_length=100, primary_key=True)
    position = models.IntegerField(db_index=True)  # in the catalogue
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)  # world, continent, country, region
    scope = models.CharField(max_length=20)  # "", "EU", "FR" or "FR.11", by kind
    within = models.CharField(max_length=100)  # a region's country by name, else ""
    region_noun = models.CharField(max_length=50)
    places = models.IntegerField()
    population = models.BigIntegerField()
    unknown_population = models.IntegerField()  # places whose population is not known
    regions = models.JSONField()  # [{code, name, places, population}], by name
    brackets = models.JSONField()  # [{min, places, population}], largest first

    def __str__(self) -> str:
        return self.title
