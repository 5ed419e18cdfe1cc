"""The site's settings for the migration linter, which is not in the image.

The linter reads the SQL that each migration would run on production's database, without one.
"""

from config.settings import *  # noqa: F403 - all of them, whatever comes to them
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
DATABASES = {"default": {"ENGINE": "scripts.dev.offline_postgresql"}}

# A release begins while the one before still answers, and a rollback reverses no migration: what is refused here goes
# in two releases, first code that does without, then the migration.
MIGRATION_LINTER_OPTIONS = {"no_cache": True, "sql_analyser": "postgresql"}
