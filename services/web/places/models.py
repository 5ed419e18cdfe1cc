"""The gazetteer in the database. `load_places` alone writes these tables.

Hence no constraints between them: they would be checked a million times for one writer, and
SQLite would search the names, unindexed by place, for every place written.
"""

from django.db import models


class DataVersion(models.Model):
    """The one row that says which data is loaded."""

    version = models.CharField(max_length=20)  # of the data file: "2026.11.0"
    fingerprint = models.CharField(max_length=16)  # of the file's bytes and the key rules
    # One bit for each 32-bit hash of a key that a misspelt guess may be one letter off of.
    near_filter = models.BinaryField()


class Area(models.Model):
    """A country ("US") or a first-level region ("US.IL")."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    letters = models.CharField(max_length=10)  # postal or ISO letters, "" for none
    population = models.BigIntegerField()  # of its places together

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """An accepted name of an area, by its key."""

    key = models.CharField(max_length=200, db_index=True)
    area = models.ForeignKey(Area, models.CASCADE, db_index=False, db_constraint=False)
    letters = models.BooleanField()  # counts only behind a place's name: "Portland, ME"


class Place(models.Model):
    """A city, town or village, or a section of one.

    The id is GeoNames', or lies above 10^10 for a further source; it never changes meaning. A
    place that left the data is retired, not deleted: saved plays hold its id.
    """

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    english = models.CharField(max_length=200)  # "" where it is the name
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=20)  # an area's code, "" for none
    region_name = models.CharField(max_length=100)
    continents = models.CharField(max_length=8)  # "EU"; "EUAS" for a place on both
    lat = models.FloatField()  # degrees
    lon = models.FloatField()
    population = models.BigIntegerField()  # 0: not known
    section = models.BooleanField()
    section_of = models.BigIntegerField(null=True)
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    """An accepted name of a place, by its key: what a guess is looked up in."""

    pk = models.CompositePrimaryKey("key", "place_id")
    key = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.DO_NOTHING, db_index=False, db_constraint=False)
    main = models.BooleanField()  # its own or its English name, not one of the others
