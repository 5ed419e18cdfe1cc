"""The gazetteer in the database. Only `load_places` writes these tables.

The tables have no foreign key constraints: with a single writer a million checks would find nothing. SQLite would also
search all names for every place written, because the names have no index by place.
"""

from django.db import models


class DataVersion(models.Model):
    """The data that is loaded: a table of one row."""

    version = models.CharField(max_length=20)  # the data file's: "2026.11.0"
    fingerprint = models.CharField(max_length=16)  # hash of the data file's bytes and the key rules
    # A Bloom filter of the keys that a misspelt guess may be one letter away from; see places/near_misses.py. It may be
    # compressed by zlib; see places/stored_filter.py.
    near_filter = models.BinaryField()


class Area(models.Model):
    """A country ("US") or a first-level region ("US.IL")."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    letters = models.CharField(max_length=10)  # postal or ISO letters, "" if there are none
    population = models.BigIntegerField()  # sum of all places in the area

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """An accepted name of an area, as a key."""

    key = models.CharField(max_length=200, db_index=True)
    area = models.ForeignKey(Area, models.CASCADE, db_index=False, db_constraint=False)
    letters = models.BooleanField()  # accepted only after a place's name: "Portland, ME"


class Place(models.Model):
    """A city, town or village, or a section of one.

    The id is the one of GeoNames, or above 10^10 for places of other sources. An id never changes its meaning. A place
    that is no longer in the data is retired, not deleted, because saved plays contain its id.
    """

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    english = models.CharField(max_length=200)  # "" if `name` is also the English name
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=20)  # an area's code, "" if the place has none
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
    """An accepted name of a place, as a key. Guesses are looked up here."""

    pk = models.CompositePrimaryKey("key", "place_id")
    key = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.DO_NOTHING, db_index=False, db_constraint=False)
    main = models.BooleanField()  # the name or the English name, not an alternate name
