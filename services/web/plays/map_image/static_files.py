"""Where the site's own static files lie, for the server to read: maps and fonts."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


def static_path(name: str) -> Path | None:
    """The file that pages know as `{% static name %}`; None if there is none.

    The image has hashed files only, their sources are removed; a laptop has the sources only.
    """
    stored_name = getattr(staticfiles_storage, "stored_name", None)
    if stored_name is None:
        found = finders.find(name)
        return Path(found) if found else None
    try:
        path = Path(staticfiles_storage.path(stored_name(name)))
    except ValueError:  # it is not in the manifest
        return None
    return path if path.exists() else None
