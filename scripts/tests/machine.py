"""A machine of which a test decides what is installed: a PATH with little in it, and a copy of the scripts."""

import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class Machine:
    def __init__(self, folder: Path, tools: Iterable[str]) -> None:
        self.checkout = folder / "checkout"
        self.bin = folder / "bin"
        self.bin.mkdir()
        shutil.copytree(
            ROOT / "scripts", self.checkout / "scripts", ignore=shutil.ignore_patterns("tests", "__pycache__")
        )
        for tool in ("bash", "dirname", "env", *tools):
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def has(self, command: str, does: str) -> None:
        """Put a command of our own into the PATH, in place of any before it."""
        path = self.bin / command
        path.unlink(missing_ok=True)
        path.write_text(f"#!{self.bin}/bash\n{does}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, script: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run scripts/<script>.sh with nothing in the environment but this."""
        return subprocess.run(
            [self.bin / "bash", f"scripts/{script}.sh"],
            cwd=self.checkout,
            env={"PATH": str(self.bin)} | environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # bash passes a hang-up on to its process group
        )

    def refusal(self, script: str, **environ: str) -> str:
        """What the script says when it refuses: a single line."""
        run = self.run(script, **environ)
        assert run.returncode == 1, run.stdout
        assert len(run.stderr.splitlines()) == 1, run.stderr
        return run.stderr
