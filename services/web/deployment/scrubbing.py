"""Removes personal data from a copy of production, before staging shows it.

Every column of every table is in one of these lists. A test fails for a new column until somebody decides on it.
"""

from django.db import connection, transaction

# Columns without personal data, or with what everybody sees who has a play's link.
KEPT_COLUMNS: dict[str, str] = {
    "django_migrations": "id app name applied",
    "django_content_type": "id app_label model",
    "auth_permission": "id name content_type_id codename",
    "auth_group": "id name",
    "auth_group_permissions": "id group_id permission_id",
    "places_dataversion": "id version fingerprint near_filter",
    "places_area": "code name letters population",
    "places_areaname": "id key area_id letters",
    "places_place": "id name english country region region_name continents lat lon population section section_of"
    " retired",
    "places_placename": "key place_id main",
    "quizzes_quiz": "slug position title kind scope within region_noun places population unknown_population regions"
    " brackets",
    "plays_play": "id quiz mode started ended saved changed revision named data_version places population quiz_places"
    " quiz_population",
}
# Columns and the SQL of their new value. No hash has this form, so no secret matches it and no retry finds the play.
SCRUBBED_COLUMNS: dict[str, dict[str, str]] = {
    "plays_play": {"secret_hash": "'scrubbed'", "key_hash": "'scrubbed ' || id"},
}
# Tables with personal data in every row: operators' accounts, after the tables that refer to them. Staging gets its own
# accounts by `make operator`.
EMPTIED_TABLES = (
    "dashboard_secondfactor",
    "django_session",
    "auth_user_groups",
    "auth_user_user_permissions",
    "auth_user",
)


def scrub() -> dict[str, int]:
    """Replace or delete personal data in one transaction. Returns the changed rows of each table that had any."""
    rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in SCRUBBED_COLUMNS.items():
            cursor.execute(f"UPDATE {table} SET " + ", ".join(f"{name} = {value}" for name, value in columns.items()))
            rows[table] = cursor.rowcount
        for table in EMPTIED_TABLES:
            cursor.execute(f"DELETE FROM {table}")
            rows[table] = cursor.rowcount
    return {table: count for table, count in rows.items() if count}
