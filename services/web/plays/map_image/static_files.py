"""Finds the site's static files, such as maps and fonts, on the server's disk."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


def static_path(name: str) -> Path | None:
    """The file that templates call `{% static name %}`; None if there is none.

    The container image has only files with hashed names, a laptop only their sources.
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
