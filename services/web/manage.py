#!/usr/bin/env python3
import os
import sys

from django.core.management import execute_from_command_line

from config.env import BadEnvironment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except BadEnvironment as problem:
        sys.exit(f"manage.py: {problem}")  # one line: a traceback would hide what to correct


if __name__ == "__main__":
    main()
