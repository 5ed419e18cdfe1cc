"""A machine with a Docker that only writes down what it is asked."""

import shutil
from pathlib import Path

from scripts.tests.machine import ROOT, Machine

TOOLS = ["awk", "base64", "cat", "chmod", "cp", "find", "head", "id", "mkdir", "mv", "sed", "tail", "tr"]
DOCKER = """
cd "$(dirname "$0")/.."
echo "$*" >>docker.log
echo "SECRETS_DIR=${SECRETS_DIR:-} STAGING_SECRETS_DIR=${STAGING_SECRETS_DIR:-} TAG=${TAG:-}" >>docker.env
case "$*" in
  "compose version --short") echo "${COMPOSE_VERSION:-2.26.1-4}" ;;
  *"port nginx 8080") [ -n "${OURS:-}" ] && echo "$OURS" ;;
  *"ps --quiet --status running postgres") [ -n "${NO_STACK:-}" ] || echo id ;;
  *"ps --quiet --status running "*) [ -n "${NO_SIDECAR:-}" ] || echo id ;;
  *"ps --format {{.Image}} web") echo "${RUNNING:-}" ;;
  *"monitor monitor "*) exit "${MONITOR:-0}" ;;
  *"backup take"*) exit "${TAKE:-0}" ;;
  *"backup restore"*) [ -z "${RESTORE:-}" ] && echo toponaut_restore_20261124t031700z || exit 1 ;;
  *"backup show"*) exit "${SHOW:-0}" ;;
  *"backup swap"*) exit "${SWAP:-0}" ;;
  *"run --rm"*migrate*) exit "${MANAGE:-0}" ;;
  *"ps --all --format"*) printf '%b' "${STATES:-}" ;;
  *" up "*) exit "${UP:-0}" ;;
esac
"""


class StackMachine(Machine):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TOOLS)
        self.docker_log = folder / "docker.log"
        self.docker_env = folder / "docker.env"
        self.dotenv = self.checkout / ".env"
        self.secrets = self.checkout / "secrets"
        shutil.copy(ROOT / ".env.example", self.checkout)
        self.has("docker", DOCKER)

    def asked_docker(self) -> list[str]:
        return self.docker_log.read_text().splitlines() if self.docker_log.exists() else []

    def tag_of(self, command: str) -> str:
        """Which TAG the first command to Docker with these words had."""
        at = next(at for at, line in enumerate(self.asked_docker()) if command in line)
        return self.docker_env.read_text().splitlines()[at].partition(" TAG=")[2]

    def started(self) -> bool:
        return any(" up " in line for line in self.asked_docker())

    def configured(self, **values: str) -> None:
        """Write .env anew."""
        self.dotenv.write_text("".join(f"{name}={value}\n" for name, value in values.items()))

    def in_production(self) -> None:
        """As after `make secrets`."""
        run = self.run("stack/secrets")
        assert run.returncode == 0, run.stderr

    def secret(self, name: str, value: str) -> Path:
        """Put a value of our own into a secret's file, which only its folder protects."""
        file = self.secrets / name
        file.unlink(missing_ok=True)
        file.write_text(value)
        file.chmod(0o444)
        return file
