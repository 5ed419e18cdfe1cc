"""Prints the API's OpenAPI document. ninja's own command would need its app, and with it 1.4 MB of static files."""

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
    from config.api import api  # needs the settings

    json.dump(api.get_openapi_schema(path_prefix="/api/v1/"), sys.stdout, indent=2)


if __name__ == "__main__":
    main()
