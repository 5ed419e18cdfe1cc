"""Print the API's OpenAPI document. ninja's own command needs its Django app, which adds 1.4 MB of static files."""

import json
import os
import sys
from pathlib import Path

import django

WEB = Path(__file__).parents[2] / "services" / "web"


def main() -> None:
    sys.path.insert(0, str(WEB))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from config.api import api  # can be imported once settings are loaded

    json.dump(api.get_openapi_schema(path_prefix="/api/v1/"), sys.stdout, indent=2)


if __name__ == "__main__":
    main()
