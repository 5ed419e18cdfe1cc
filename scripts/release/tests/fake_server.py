"""A fake server where release v1 serves. Environment variables set how its Docker, disk and memory behave."""

import shutil
from pathlib import Path

from scripts.tests.fake_machine import ROOT, FakeMachine

TOOLS = ["awk", "cat", "cp", "cut", "date", "find", "flock", "git", "grep", "head", "id", "jq", "ls", "mkdir", "mv",
         "sed", "sort", "tail", "tr", "xargs"]  # fmt: skip
OLD, NEW = "a" * 64, "b" * 64
# A web container is a file in the folder `web`: its name is the id, its content the tag. nginx's link is a file too.
DOCKER = f"""
cd "$(dirname "$0")/.."
kill_the_command() {{ # and the subshells from which it calls docker
  local process=$PPID up
  while read -r _ _ _ up _ </proc/$process/stat; do
    kill -"${{SIGNAL:-KILL}}" $process
    grep -q release/deploy.sh "/proc/$up/cmdline" || exit 1
    process=$up
  done
}}
echo "TAG=${{TAG:-}} $*" >>docker.log
echo "PACKAGES_DATE=${{PACKAGES_DATE:-}}" >>docker.env
[ -z "${{SIGNAL_AT:-}}" ] || [[ "$*" != *"$SIGNAL_AT"* ]] || kill_the_command
[ -z "${{FAILS_AT:-}}" ] || [[ "$*" != *"$FAILS_AT"* ]] || {{ echo "it failed on purpose" >&2; exit 1; }}
case "$*" in
  "compose version --short") echo 2.26.1 ;;
  *"config --images") echo "toponaut/web:$TAG" ;;
  *"config --services") printf 'web\\nmigrate\\nnginx\\npostgres\\nredis\\nbackup\\n' ;;
  *"config --hash"*) echo "web same" ;;
  *" config --format json") echo '{{"name": "toponaut"}}' ;;
  *" config --quiet") ;;
  "info --format {{{{.DockerRootDir}}}}") echo / ;;
  "image inspect --format {{{{index"*) echo c0ffee ;;
  "image inspect toponaut/web:"*) [[ " ${{MISSING_TAG:-}} " != *" ${{3##*:}} "* ]] || exit 1 ;;
  "image rm"*) echo "${{3}}" >>removed ;;
  "ps --all"*service=web*) ls web ;;
  "ps --all"*service=backup*) ls backup ;;
  "ps --all"*service=*) echo {"d" * 64} ;;
  "container inspect"*) [ -e "prepared" ] ;;
  "inspect --format {{{{.State.Running}}}}"*) echo true ;;
  "inspect --format {{{{.State.StartedAt}}}}"*) echo "${{STARTED_AT:-2999-01-01T00:00:00.123456789Z}}" ;;
  "inspect --format {{{{.Config.Image}}}}"*)
    echo "toponaut/web:$(cat web/"$4" 2>/dev/null || cat backup/"$4" 2>/dev/null || echo v1)" ;;
  "inspect --format {{{{index"*) echo same ;;
  "inspect --format {{{{.State.Health.Status}}}}"*) echo healthy ;;
  "exec "*" readlink "*) cat link ;;
  "exec "*/proc/net/unix) exit 1 ;;
  "exec "*" healthy") cat nginx-config ;;
  *"nginx start --digest") echo "$TAG's" ;;
  *"nginx start --stage "*) echo "$TAG's" >staged-config ;;
  *" start --activate") cp staged-config nginx-config ;;
  *"deployment.cutover") echo "${{2:0:12}}.sock" >link ;;
  *" create "*"--scale backup=2"*) echo "$TAG" >"backup/$(date +%N)" ;;
  *" create "*"--scale web=2"*) echo "$TAG" >web/{NEW} ;;
  "rm --force toponaut-prepare") rm prepared ;;
  "rm --force "*) rm web/"$3" 2>/dev/null || rm -f backup/"$3" ;;
  *"run --rm"*" migrate") touch prepared ;;
  "run --rm"*"toponaut/postgres:"*--version) # an image's tag names its version: v1-15
    image=${{*: -2:1}} && echo "postgres (PostgreSQL) ${{image##*-}}" ;;
  "image ls --format {{{{.Tag}}}}"*) printf '%b' "${{POSTGRES_TAGS:-}}" ;;
  *"postgres upgrade plan") echo "${{PLAN:-15 100 700 9000}}" ;;
  *"check_rollback --list"*) echo plays.0001_initial ;;
  *"backup cat"*) [ -z "${{LAST_BACKUP_AT:-}}" ] || printf '{{"last_success": {{"at": "%s"}}}}\\n' "$LAST_BACKUP_AT" ;;
  *"ps --quiet --status running "* | *"toponaut-smoke ps --quiet nginx") echo id ;;
esac
"""

DF = """
free="0 0 ${FREE_DISK_MB:-9000}"
[ "$1" != -Pi ] || free="${INODES:-900000} 0 ${FREE_INODES:-500000}"
printf "h\n/ %s\n" "$free"
"""


class FakeServer(FakeMachine):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, [*TOOLS, "chmod", "base64", "rm", "touch"])
        self.folder = folder
        shutil.copy(ROOT / ".env.example", self.checkout)
        self.install("docker", DOCKER)
        self.install("sleep", "")
        self.install("free", 'printf "h\\nMem: 0 0 0 0 0 %s\\n" "${FREE_MEMORY_MB:-500}"')
        self.install("df", DF)
        for service in ("web", "backup"):
            (folder / service).mkdir()
        (folder / "backup" / ("c" * 64)).write_text("v1\n")
        (folder / "web" / OLD).write_text("v1\n")
        self.link.write_text(f"{OLD[:12]}.sock\n")
        self.nginx_config.write_text("v1's\n")
        assert self.run("stack/secrets").returncode == 0

    @property
    def link(self) -> Path:
        return self.folder / "link"

    @property
    def nginx_config(self) -> Path:
        """Names the release whose configuration nginx has loaded."""
        return self.folder / "nginx-config"

    @property
    def history(self) -> list[str]:
        file = self.checkout / "var" / "releases" / "releases.jsonl"
        return file.read_text().splitlines() if file.exists() else []

    def docker_calls(self) -> list[str]:
        """The arguments of each call, after the TAG in its environment."""
        file = self.folder / "docker.log"
        return file.read_text().splitlines() if file.exists() else []

    def docker_environment(self) -> list[str]:
        """Variables in the environment of each call."""
        return (self.folder / "docker.env").read_text().splitlines()

    def web_tags(self) -> list[str]:
        """The tags of the web containers."""
        return [file.read_text().strip() for file in sorted((self.folder / "web").iterdir())]

    def serving_tag(self) -> str:
        """The tag of the web container that nginx passes requests to."""
        (tag,) = (file.read_text().strip() for file in (self.folder / "web").iterdir()
                   if file.name.startswith(self.link.read_text().strip().removesuffix(".sock")))  # fmt: skip
        return tag
