"""The site's settings for the migration linter, which is a development package and not in the image.

The linter reads the SQL that each migration would run on PostgreSQL, without a database.
"""

from config.settings import *  # noqa: F403 - all of them, also those that will be added
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
DATABASES = {"default": {"ENGINE": "scripts.dev.offline_postgresql"}}

# The old release still serves while the new one migrates, and a rollback does not reverse migrations. A change that the
# linter refuses takes two releases: first code that no longer needs the old table or column, then the migration.
MIGRATION_LINTER_OPTIONS = {"no_cache": True, "sql_analyser": "postgresql"}
