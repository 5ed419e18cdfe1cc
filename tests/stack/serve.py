"""`python -m tests.stack.serve COMMAND…`: run a command that tests a site while a stack of its own serves one.

The command finds the stack's address in TOPONAUT_SITE; its exit code is ours.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.stack.stack import Stack


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack("toponaut-test-served", Path(folder))
        try:
            stack.down()  # what a run that was killed has left
            stack.compose("build")
            stack.up()
            return subprocess.run(command, env=os.environ | {"TOPONAUT_SITE": stack.address}, check=False).returncode
        finally:
            stack.down()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
