"""A fake machine: a PATH with only chosen programs, and a copy of the scripts."""

import fcntl
import shutil
import stat
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class FakeMachine:
    def __init__(self, folder: Path, tools: Iterable[str]) -> None:
        self.checkout = folder / "Ada's checkout"  # a space and a quote: nothing may split or interpret the path
        self.bin = folder / "bin"
        self.user: int | None = None  # who runs the scripts, if not this user
        self.typed = ""  # the scripts' standard input
        self.bin.mkdir()
        self.locks = folder / "locks"
        self.locks.mkdir()
        shutil.copytree(
            ROOT / "scripts", self.checkout / "scripts", ignore=shutil.ignore_patterns("tests", "__pycache__")
        )
        for tool in ("bash", "dirname", "env", *tools):
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def install(self, command: str, script: str) -> None:
        """Put a fake command, written in bash, into the PATH. It replaces a real command of that name."""
        path = self.bin / command
        path.unlink(missing_ok=True)
        path.write_text(f"#!{self.bin}/bash\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, script: str, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run scripts/<script>.sh with these arguments. Its environment has these variables, PATH and its own locks."""
        return subprocess.run(
            [self.bin / "bash", f"scripts/{script}.sh", *words],
            cwd=self.checkout,
            env={"PATH": str(self.bin), "DEPLOY_LOCK_FOLDER": str(self.locks)} | environ,
            input=self.typed,
            capture_output=True,
            text=True,
            check=False,
            user=self.user,
            umask=0o077,  # new files are the user's own: what containers read must get its mode from the scripts
            start_new_session=True,  # bash passes SIGHUP on to its whole process group, which must not include pytest
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock that a deploy from another checkout takes."""
        with (self.locks / "toponaut-deploy.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def refusal(self, script: str, *words: str, **environ: str) -> str:
        """The single line that the script prints when it refuses to run."""
        run = self.run(script, *words, **environ)
        assert run.returncode == 1, run.stdout
        assert len(run.stderr.splitlines()) == 1, run.stderr
        return run.stderr
