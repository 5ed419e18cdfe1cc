"""Removes personal data from a copy of production, before staging shows it.

Each column is in one of these lists. A test fails for a new column until somebody has put it into a list.
"""

from django.db import connection, transaction

# Columns that hold no personal data, or only what everybody with a play's link can see.
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
    "quizzes_largestplaces": "quiz ids",
    "plays_play": "id quiz mode started ended saved changed revision named data_version places population quiz_places"
    " quiz_population viewed_month",
    "plays_dailyusage": "day network plays places bytes",
}
# Columns and the new value of each, in SQL. No hash has this form, so no secret fits and no retry finds the play.
REPLACED_COLUMNS: dict[str, dict[str, str]] = {
    "plays_play": {"secret_hash": "'anonymized'", "key_hash": "'anonymized ' || id"},
}
# Tables with personal data in every row: which plays came from one network, operators' accounts, and where they sign
# in. Order matters: referring tables first, then the accounts. Staging gets its own accounts by `make operator`.
EMPTIED_TABLES = (
    "plays_playnetwork",
    "dashboard_secondfactor",
    "dashboard_knownnetwork",
    "dashboard_signinattempt",
    "django_session",
    "auth_user_groups",
    "auth_user_user_permissions",
    "auth_user",
)


def anonymize_database_copy() -> dict[str, int]:
    """Replace or delete personal data in one transaction. Returns, by table, how many rows changed; 0 is omitted."""
    rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in REPLACED_COLUMNS.items():
            cursor.execute(f"UPDATE {table} SET " + ", ".join(f"{name} = {value}" for name, value in columns.items()))
            rows[table] = cursor.rowcount
        for table in EMPTIED_TABLES:
            cursor.execute(f"DELETE FROM {table}")
            rows[table] = cursor.rowcount
    return {table: count for table, count in rows.items() if count}
