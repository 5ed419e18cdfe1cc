from config.tests.fresh_process import run_python


def shown(expression: str, **environ: str) -> str:
    """A setting as a process with just these variables sees it."""
    return run_python(f"from config import settings; print(({expression}))", **environ).stdout.strip()


def test_with_no_environment_there_is_sqlite_local_memory_and_no_debugging() -> None:
    engines = "settings.DATABASES['default']['ENGINE'], settings.CACHES['default']['BACKEND'], settings.DEBUG"
    assert shown(engines) == "('django.db.backends.sqlite3', 'django.core.cache.backends.locmem.LocMemCache', False)"


def test_debugging_is_on_only_in_development() -> None:
    assert shown("settings.DEBUG", TOPONAUT_ENV="development") == "True"
    assert shown("settings.DEBUG", TOPONAUT_ENV="production") == "False"


def test_the_urls_select_postgresql_and_redis() -> None:
    engines = "settings.DATABASES['default']['ENGINE'], settings.CACHES['default']['BACKEND']"
    urls = {"DATABASE_URL": "postgresql://toponaut:pw@postgres/toponaut", "REDIS_URL": "redis://redis/0"}
    assert shown(engines, **urls) == "('django.db.backends.postgresql', 'django_redis.cache.RedisCache')"


def test_postgresql_connections_are_kept_and_checked() -> None:
    kept = "[settings.DATABASES['default'][key] for key in ('CONN_MAX_AGE', 'CONN_HEALTH_CHECKS')]"
    assert shown(kept, DATABASE_URL="postgresql://toponaut:pw@postgres/toponaut") == "[60, True]"


def test_the_databases_password_may_come_by_itself() -> None:
    program = "[settings.DATABASES['default'][key] for key in ('USER', 'PASSWORD', 'HOST')]"
    url = "postgresql://toponaut@postgres:5432/toponaut"
    assert shown(program, DATABASE_URL=url, DATABASE_PASSWORD="p@ss") == "['toponaut', 'p@ss', 'postgres']"


def test_the_scheme_of_a_proxy_is_believed_in_production_only() -> None:
    assert "X_FORWARDED_PROTO" in shown("settings.SECURE_PROXY_SSL_HEADER", TOPONAUT_ENV="production")
    assert shown("settings.SECURE_PROXY_SSL_HEADER", TOPONAUT_ENV="development") == "None"


def test_file_names_are_hashed_in_production_only() -> None:
    backend = "settings.STORAGES['staticfiles']['BACKEND']"
    assert "HashedStaticFilesStorage" in shown(backend, TOPONAUT_ENV="production")
    assert "HashedStaticFilesStorage" not in shown(backend)


def test_production_logs_one_json_object_for_each_line() -> None:
    program = "import django, logging; django.setup(); logging.getLogger('toponaut').error('two\\nlines')"
    run = run_python(program, TOPONAUT_ENV="production", RELEASE="1.4.0")
    assert run.stderr.count("\n") == 1
    assert '"message": "two\\nlines"' in run.stderr
    assert '"release": "1.4.0"' in run.stderr
