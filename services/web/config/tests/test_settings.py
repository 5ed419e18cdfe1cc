from config.tests.fresh_process import run_python


def setting(expression: str, **environ: str) -> str:
    """A setting, read in a process that has only these variables."""
    return run_python(f"from config import settings; print(({expression}))", **environ).stdout.strip()


def test_without_variables_there_is_sqlite_local_memory_and_no_debugging() -> None:
    engines = "settings.DATABASES['default']['ENGINE'], settings.CACHES['default']['BACKEND'], settings.DEBUG"
    assert setting(engines) == "('django.db.backends.sqlite3', 'django.core.cache.backends.locmem.LocMemCache', False)"


def test_debugging_is_on_only_in_development() -> None:
    assert setting("settings.DEBUG", TOPONAUT_ENV="development") == "True"
    assert setting("settings.DEBUG", TOPONAUT_ENV="production") == "False"


def test_the_urls_select_postgresql_and_redis() -> None:
    engines = "settings.DATABASES['default']['ENGINE'], settings.CACHES['default']['BACKEND']"
    urls = {"DATABASE_URL": "postgresql://toponaut:pw@postgres/toponaut", "REDIS_URL": "redis://redis/0"}
    assert setting(engines, **urls) == "('config.postgresql', 'django_redis.cache.RedisCache')"


def test_postgresql_connections_are_kept_and_checked() -> None:
    kept = "[settings.DATABASES['default'][key] for key in ('CONN_MAX_AGE', 'CONN_HEALTH_CHECKS')]"
    assert setting(kept, DATABASE_URL="postgresql://toponaut:pw@postgres/toponaut") == "[60, True]"


def test_the_database_password_may_be_a_variable_of_its_own() -> None:
    program = "[settings.DATABASES['default'][key] for key in ('USER', 'PASSWORD', 'HOST')]"
    url = "postgresql://toponaut@postgres:5432/toponaut"
    assert setting(program, DATABASE_URL=url, DATABASE_PASSWORD="p@ss") == "['toponaut', 'p@ss', 'postgres']"


def test_the_first_line_of_the_secret_key_signs_and_the_others_are_still_valid() -> None:
    keys = "settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS"
    assert setting(keys, SECRET_KEY="the-new-key\nthe-old-key") == "('the-new-key', ['the-old-key'])"
    assert setting(keys, SECRET_KEY="the-only-key") == "('the-only-key', [])"


def test_the_proxys_scheme_header_is_trusted_in_production_only() -> None:
    assert "X_FORWARDED_PROTO" in setting("settings.SECURE_PROXY_SSL_HEADER", TOPONAUT_ENV="production")
    assert setting("settings.SECURE_PROXY_SSL_HEADER", TOPONAUT_ENV="development") == "None"


def test_file_names_are_hashed_in_production_only() -> None:
    backend = "settings.STORAGES['staticfiles']['BACKEND']"
    assert "HashedStaticFilesStorage" in setting(backend, TOPONAUT_ENV="production")
    assert "HashedStaticFilesStorage" not in setting(backend)


def test_production_logs_one_json_object_for_each_line() -> None:
    program = "import django, logging; django.setup(); logging.getLogger('toponaut').error('two\\nlines')"
    run = run_python(program, TOPONAUT_ENV="production", RELEASE="1.4.0")
    assert run.stderr.count("\n") == 1
    assert '"message": "two\\nlines"' in run.stderr
    assert '"release": "1.4.0"' in run.stderr
