"""All settings. The defaults are SQLite in var/, local memory as the cache, and no debugging.

`.env.example` lists every variable that is read here; a test compares the two.
"""

from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from config import env

WEB_DIR = Path(__file__).resolve().parent.parent
REPO_DIR = WEB_DIR.parent.parent
VAR_DIR = REPO_DIR / "var"

# laptop: the default, without any variables. development: `make run`, with tracebacks in the browser. production: the
# image.
ENVIRONMENT = env.one_of("TOPONAUT_ENV", ("laptop", "development", "production"))
DEBUG = ENVIRONMENT == "development"
PRODUCTION = ENVIRONMENT == "production"
if not PRODUCTION:
    (VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # neither SQLite nor whitenoise creates its folder
RELEASE = env.text("RELEASE", "dev")
# Cache keys contain the build id, and the version of the data. The build id contains a digest of the code, because
# images with the tag `dev` are built again and again.
_CODE_DIGEST = WEB_DIR / "CODE_DIGEST"
BUILD_ID = f"{RELEASE}-{_CODE_DIGEST.read_text().strip()}" if _CODE_DIGEST.exists() else RELEASE

# Outside production nothing that is signed outlives the process, so a random key is enough. In production config.checks
# refuses to start without a real key; "missing" only lets commands run that sign nothing, as collectstatic in a build.
# The first line signs. What was signed with the key of another line is valid too: `make rotate` adds the new key above.
_MISSING_KEY = "missing" if PRODUCTION else token_urlsafe(50)
SECRET_KEY, *SECRET_KEY_FALLBACKS = env.secret("SECRET_KEY").splitlines() or [_MISSING_KEY]
# Django's ALLOWED_HOSTS has no ports; config.site_origin checks those.
_LOCAL_HOSTS = "" if PRODUCTION else "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS, ALLOWED_PORTS = env.hosts_and_ports("ALLOWED_HOSTS", _LOCAL_HOSTS)
PUBLISHED_PORT = env.number("PUBLISHED_PORT", 0)  # nginx's, on this machine; 0: the one that this process listens on

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "config.apps.ConfigApp",
    "deployment",
    "places",
    "quizzes",
    "plays",
    "reports",
    "dashboard",
    # Operators' accounts. Their middleware is not in MIDDLEWARE: dashboard.access wraps it around its own views only.
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
]

MIDDLEWARE = [
    "config.middleware.release_header",
    "config.middleware.isolation_headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.json_api_errors",
    "config.middleware.api_head_requests",
    "config.site_origin.refuse_unknown_port",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.large_body_slot",
    "config.middleware.TemporaryErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False  # addresses have one spelling, without a slash at the end

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB_DIR / "config" / "templates"],
        "APP_DIRS": True,
    },
]

# Bytes that a body may have: the 225,000 ids of the world take 2 MB. In the stack nginx refuses more than 512 KB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 2**20

# In production only nginx reaches the socket, and it overwrites the header. Elsewhere any client could send it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None

# What anonymous people may save in a day (UTC): plays, places, bytes. A class of thirty behind one address that plays
# ten quizzes to 300 places and one to 10,000 each saves 330 plays, 390,000 places and 1.4 MB.
MAX_DAILY_USAGE_PER_ADDRESS = (
    env.number("MAX_DAILY_PLAYS_PER_ADDRESS", 1_000),
    env.number("MAX_DAILY_PLACES_PER_ADDRESS", 1_000_000),
    env.number("MAX_DAILY_MB_PER_ADDRESS", 5) * 10**6,
)
# All together: at worst 25 days until the 5 GB are full that a droplet has to spare.
MAX_DAILY_USAGE = (
    env.number("MAX_DAILY_PLAYS", 50_000),
    env.number("MAX_DAILY_PLACES", 50_000_000),
    env.number("MAX_DAILY_MB", 200) * 10**6,
)
# Places that one play may have; 0: as many as its quiz. In the stack 60,000: their ids make a body of up to 480 KB, and
# nginx lets 512 KB through. What such a play's pages cost is measured (decision 47), and changes cannot make it larger.
MAX_PLACES_PER_PLAY = env.number("MAX_PLACES_PER_PLAY", 0)
# Months without a change or a view after which plays are deleted; 0: never. See plays.expiry.
PLAYS_EXPIRE_MONTHS = env.number("PLAYS_EXPIRE_MONTHS", 0)
# The folder in memory with today's key for hashes of addresses; see plays.network_hash.
NETWORK_KEY_DIR = env.text("NETWORK_KEY_DIR", str(VAR_DIR / "run"))

# Operators' cookies: browsers send them only to the dashboard, and not with a link from another site

SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/dashboard/"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a day's work
CSRF_FAILURE_VIEW = "dashboard.views.csrf_failure"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # 0.4 s of a core, and hardly any memory
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Databases and cache

DATABASE_PASSWORD = env.secret("DATABASE_PASSWORD")
DATABASE_PASSWORD_FILE = env.text("DATABASE_PASSWORD_FILE")
DATABASE_URL = env.secret("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'toponaut.sqlite3'}"
POSTGRES_CONNECT_SECONDS = 3  # below the timeouts of nginx and the health checks
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL;"  # readers are not blocked while load_places writes
    "PRAGMA synchronous = NORMAL;"  # with WAL a power cut loses the last commit, never the file
    "PRAGMA mmap_size = 268435456;"  # bytes: the whole gazetteer, shared by all workers
    "PRAGMA temp_store = MEMORY;"
)


def database(url: str, password: str) -> dict[str, Any]:
    """Django's settings for a database URL, with the options that each engine needs to serve a website."""
    try:
        # Each synchronous worker keeps its connection for 60 s. A dead connection is noticed before its next use.
        settings: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    except ValueError as problem:
        raise env.BadEnvironment(f"DATABASE_URL cannot be read: {problem}") from problem
    if password and settings.get("PASSWORD"):
        raise env.BadEnvironment("DATABASE_PASSWORD is set, and DATABASE_URL holds a password too: keep one of them")
    if password:
        settings["PASSWORD"] = password
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"].endswith("sqlite3"):
        options.update(init_command=SQLITE_PRAGMAS, transaction_mode="IMMEDIATE")
    else:
        settings |= {"ENGINE": "config.postgresql", "PASSWORD_FILE": DATABASE_PASSWORD_FILE}
        options.setdefault("connect_timeout", POSTGRES_CONNECT_SECONDS)
        # Planning the queries of a match takes longer than running them, so each connection plans them only once.
        options.update(server_side_binding=True, prepare_threshold=2)
    return settings


DATABASES = {"default": database(DATABASE_URL, DATABASE_PASSWORD)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.secret("REDIS_URL")
REDIS_SECONDS = 0.25  # if Redis takes longer, asking the database again is faster
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
DJANGO_REDIS_LOGGER = "toponaut.cache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,  # without Redis the site is slower, but works
            "SOCKET_CONNECT_TIMEOUT": REDIS_SECONDS,
            "SOCKET_TIMEOUT": REDIS_SECONDS,
        },
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# The link to nginx's cache epoch; see deployment/cache_epoch.py. Empty: there is no nginx in front.
CACHE_EPOCH_LINK = env.text("CACHE_EPOCH_LINK")

# Static files: nginx serves STATIC_ROOT in the stack, whitenoise everywhere else

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
FRONTEND_DIST = WEB_DIR / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
WHITENOISE_USE_FINDERS = not PRODUCTION  # outside production nobody has to run collectstatic
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages and styles name only these, and the image has half the files
HASHED_STORAGE = "config.static_storage.HashedStaticFilesStorage"
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {"staticfiles": {"BACKEND": HASHED_STORAGE if PRODUCTION else PLAIN_STORAGE}}

# Source maps of the built scripts. They are not served: only reports.source_mapped_stacks reads them.
SOURCE_MAPS_DIR = WEB_DIR / "frontend" / "source-maps"

# The folder that error reports are written to. Empty: they go to the log.
REPORTS_DIR = env.text("REPORTS_DIR")
# Folders that the dashboard reads. Empty: it says that this data is missing.
MONITOR_DIR = env.text("MONITOR_DIR")
BACKUP_DIR = env.text("BACKUP_DIR")
RELEASES_DIR = env.text("RELEASES_DIR")
BANS_DIR = env.text("BANS_DIR")

# Whom to tell about a vulnerability: https://…, mailto:… or an e-mail address. Empty: there is no security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT")

# The status page, which is elsewhere so that it stands when the site does not. Empty: pages do not lead to it.
STATUS_URL = env.text("STATUS_URL")

# The address of a GoatCounter that counts visits, like https://stats.example. Empty: visits are not counted.
GOATCOUNTER_URL = env.text("GOATCOUNTER_URL").rstrip("/")
VISIT_COUNTER_SOURCES = [GOATCOUNTER_URL] if GOATCOUNTER_URL else []

# What a browser may load for our pages. No inline script or style, and no nonce: cached pages would repeat it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, *VISIT_COUNTER_SOURCES],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, *VISIT_COUNTER_SOURCES],
        "connect-src": [SELF, *VISIT_COUNTER_SOURCES],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Devices and features that no page uses. nginx sends the same for what it answers itself (security_headers.conf).
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

# Warnings of `manage.py check --deploy` about what is done elsewhere
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options: frame-ancestors in the policy above says the same
    "security.W003",  # CSRF middleware: dashboard.access calls it; the API uses no cookies (config.foreign_requests)
    "security.W004",  # HSTS: nginx sends it once the certificate is trusted
    "security.W008",  # redirects to HTTPS: nginx answers them
    "security.W010",  # secure session cookies: dashboard.access marks them, where there is TLS
]

USE_I18N = False  # the interface speaks English; place names have their own languages
NUMBER_GROUPING = 3  # templates format numbers like "226,280"
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname:7} {name}: {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{asctime}{levelname}{name}{request_id}{message}",
            "style": "{",
            "static_fields": {"release": RELEASE},
        },
    },
    "filters": {"request_id": {"()": "config.request_id.RequestIdFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if PRODUCTION else "plain",
            "filters": ["request_id"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},  # nginx already logs every 4xx, with the client's address
    },
}
