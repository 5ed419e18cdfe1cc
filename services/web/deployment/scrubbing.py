"""What a copy of production for staging keeps of people, and what is put in the place of the rest.

Every column of every table stands here, in one of the lists: a test fails for a new one until it is decided on.
"""

from django.db import connection, transaction

# Columns whose content says nothing of a person, or only what everybody with a play's link sees.
KEPT: dict[str, str] = {
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
# SQL for what stands there afterwards. No hash is of this form, so nobody's secret fits and no retry finds a play.
SCRUBBED: dict[str, dict[str, str]] = {
    "plays_play": {"secret_hash": "'scrubbed'", "key_hash": "'scrubbed ' || id"},
}
# Tables of which every row is about a person: operators' accounts, and what belongs to them before that. Staging's own
# are made there, by `make operator`.
EMPTIED = (
    "dashboard_secondfactor",
    "django_session",
    "auth_user_groups",
    "auth_user_user_permissions",
    "auth_user",
)


def scrub() -> dict[str, int]:
    """Replace or delete what is personal, in one transaction; the rows of each table that had some."""
    rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in SCRUBBED.items():
            cursor.execute(f"UPDATE {table} SET " + ", ".join(f"{name} = {value}" for name, value in columns.items()))
            rows[table] = cursor.rowcount
        for table in EMPTIED:
            cursor.execute(f"DELETE FROM {table}")
            rows[table] = cursor.rowcount
    return {table: count for table, count in rows.items() if count}
