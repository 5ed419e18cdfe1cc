"""The migration linter refuses migrations that would break the previous release, and accepts all others."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent

MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = {dependencies}
    operations = [{operation}]
"""

FIRST = """migrations.CreateModel("Harbour", [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=100)),
    ("depth", models.FloatField()),
])"""

COMPATIBLE = {
    "nullable": 'migrations.AddField("harbour", "berths", models.IntegerField(null=True))',
    "database_default": 'migrations.AddField("harbour", "berths", models.IntegerField(db_default=0))',
    "text_default": 'migrations.AddField("harbour", "kind", models.CharField(max_length=9, db_default="100 % sea"))',
    "new_table": 'migrations.CreateModel("Pier", [("id", models.BigAutoField(primary_key=True))])',
}

BREAKING = {
    "not_null": ('migrations.AddField("harbour", "berths", models.IntegerField(default=0))', "NOT NULL constraint"),
    "drop": ('migrations.RemoveField("harbour", "depth")', "DROPPING columns"),
    "rename": ('migrations.RenameField("harbour", "depth", "metres")', "RENAMING columns"),
    "alter": ('migrations.AlterField("harbour", "depth", models.IntegerField())', "ALTERING columns"),
    "drop_table": ('migrations.DeleteModel("harbour")', "DROPPING table"),
    "own_sql": ('migrations.RunSQL("ALTER TABLE own_sql_harbour DROP COLUMN depth")', "DROPPING columns"),
}


def write_app(folder: Path, app: str, operation: str) -> None:
    """An app with a table of the previous release, and one migration that changes it."""
    migrations = folder / app / "migrations"
    migrations.mkdir(parents=True)
    for package in (migrations, migrations.parent):
        (package / "__init__.py").touch()
    (migrations / "0001_initial.py").write_text(MIGRATION.format(operation=FIRST, dependencies=[]))
    second = MIGRATION.format(operation=operation, dependencies=[(app, "0001_initial")])
    (migrations / "0002_next.py").write_text(second)


def lint(folder: Path, operations: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Lint all operations in one run, each in an app of its own: the linter takes a second to start."""
    for app, operation in operations.items():
        write_app(folder, app, operation)
    program = (
        f"from scripts.dev.migration_lint_settings import *\nINSTALLED_APPS = {list(operations)} + INSTALLED_APPS\n"
    )
    (folder / "settings_with_apps.py").write_text(program)
    return subprocess.run(
        [sys.executable, ROOT / "services" / "web" / "manage.py", "lintmigrations"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{folder}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "settings_with_apps",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_compatible_migrations_are_accepted(tmp_path: Path) -> None:
    run = lint(tmp_path, COMPATIBLE)
    assert run.returncode == 0, run.stdout + run.stderr
    for app in COMPATIBLE:
        assert f"({app}, 0001_initial)... OK" in run.stdout
        assert f"({app}, 0002_next)... OK" in run.stdout


def test_breaking_migrations_are_refused(tmp_path: Path) -> None:
    run = lint(tmp_path, {app: operation for app, (operation, _) in BREAKING.items()})
    assert run.returncode == 1, run.stdout + run.stderr
    for app, (_, reason) in BREAKING.items():
        assert re.search(rf"\({app}, 0002_next\)... ERR\n\s+{reason}", run.stdout), run.stdout
