"""A fake machine whose `docker` only logs its arguments. Environment variables set how it answers or fails."""

import shutil
from pathlib import Path

from scripts.tests.fake_machine import ROOT, FakeMachine

TOOLS = [
    "awk",
    "base64",
    "cat",
    "chmod",
    "cp",
    "find",
    "flock",
    "grep",
    "head",
    "id",
    "jq",
    "mkdir",
    "mv",
    "sed",
    "sort",
    "tail",
    "touch",
    "tr",
]
DOCKER = """
cd "$(dirname "$0")/.."
echo "$*" >>docker.log
{
  echo -n "COMMIT=${COMMIT:-} REGISTRY=${REGISTRY:-} SECRETS_DIR=${SECRETS_DIR:-} "
  echo "STAGING_SECRETS_DIR=${STAGING_SECRETS_DIR:-} TAG=${TAG:-}"
} >>docker.env
case "$*" in
  "compose version --short") echo "${COMPOSE_VERSION:-2.26.1-4}" ;;
  "network inspect --format {{.EnableIPv6}} bridge") echo "${BRIDGE_HAS_IPV6:-false}" ;;
  "version --format "*) echo "${DOCKER_VERSION:-26.1.5+dfsg1}" ;;
  *"port nginx 8080") [ -n "${OWN_PORT:-}" ] && echo "$OWN_PORT" ;;
  *"ps --quiet --status running postgres") [ -n "${STACK_DOWN:-}" ] || echo id ;;
  *"ps --quiet --status running nginx") [ -n "${STACK_STOPPED:-}" ] || echo id ;;
  *"ps --quiet --status running "*) [ -n "${SIDECARS_DOWN:-}" ] || echo id ;;
  "ps --quiet --filter label=com.docker.compose.project=toponaut") [ -z "${PRODUCTION_HERE:-}" ] || echo id ;;
  *"config --images") echo "toponaut/web:$TAG" ;;
  *" ps --quiet") echo id ;;
  "exec id dpkg-query "*) printf '%b' "${IMAGE_PACKAGES:-}" ;;
  "image inspect --format {{.Created}} "*) echo "${IMAGE_CREATED:-}" ;;
  *"exec -T backup cat "*) echo "${BACKUP_STATUS:-}" ;;
  *"exec -T monitor cat "*/status.json) echo "${MONITOR_STATUS:-}" ;;
  *"exec -T monitor cat "*/state.json) echo "${MONITOR_STATE:-}" ;;
  "image inspect --format "*) echo "${IMAGE_COMMIT:-}" ;;
  "image inspect "*) [ -z "${IMAGES_MISSING:-}" ] || [ -e built ] ;;
  "compose build") : >built ;;
  "run --rm --interactive --pull never"*) echo "${SITE_PROBLEM:-}"; [ -z "${SITE_PROBLEM:-}" ] ;;
  *"ps --format {{.Image}} web") echo "${RUNNING_IMAGE:-}" ;;
  *"exec -T postgres psql"*) cat >sql.log; exit "${SQL_EXIT:-0}" ;;
  *"acme certificate status") echo "${CERTIFICATE_STATUS:-}" ;;
  *"fail2ban enforce check") printf '%s' "${BANS_MISSING:-}"; [ -z "${BANS_MISSING:-}" ] ;;
  *"acme certificate renew now") exit "${CERTIFICATE_EXIT:-0}" ;;
  *" check-keys" | *" check-secret "*) cat >checked.log; exit "${CHECK_EXIT:-0}" ;;
  *" cmp -s - "*) [ -z "${OTHER_FILE_SEEN:-}" ] ;;
  *"monitor monitor "*) exit "${MONITOR_EXIT:-0}" ;;
  *"backup take"*) exit "${TAKE_EXIT:-0}" ;;
  *"backup restore"*) [ -z "${RESTORE_FAILS:-}" ] && echo toponaut_restore_20261124t031700z || exit 1 ;;
  *"backup show"*) exit "${SHOW_EXIT:-0}" ;;
  *"backup swap"*) exit "${SWAP_EXIT:-0}" ;;
  *"check_rollback --against") [ -z "${UNSAFE_BACKUP:-}" ] ;;
  *"run --rm"*migrate*) exit "${MANAGE_EXIT:-0}" ;;
  *"ps --all --format"*) printf '%b' "${CONTAINER_STATES:-}" ;;
  *" up "*) exit "${UP_EXIT:-0}" ;;
esac
"""


class FakeDockerMachine(FakeMachine):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TOOLS)
        self.docker_log = folder / "docker.log"
        self.docker_env = folder / "docker.env"
        self.dotenv = self.checkout / ".env"
        self.secrets = self.checkout / "secrets"
        shutil.copy(ROOT / ".env.example", self.checkout)
        self.install("docker", DOCKER)

    def docker_calls(self) -> list[str]:
        """The arguments of each call, oldest first."""
        return self.docker_log.read_text().splitlines() if self.docker_log.exists() else []

    def tag_of(self, command: str) -> str:
        """The TAG in the environment of the first call that contains these words."""
        at = next(at for at, line in enumerate(self.docker_calls()) if command in line)
        return self.docker_env.read_text().splitlines()[at].partition(" TAG=")[2]

    def started(self) -> bool:
        return bool(self.start_calls())

    def start_calls(self) -> list[str]:
        """The arguments of each `docker compose up`."""
        return [line for line in self.docker_calls() if " up " in line]

    def write_dotenv(self, **values: str) -> None:
        """Replace .env."""
        self.dotenv.write_text("".join(f"{name}={value}\n" for name, value in values.items()))

    def set_up_production(self) -> None:
        """Run `make secrets`."""
        run = self.run("stack/secrets")
        assert run.returncode == 0, run.stderr

    def write_secret(self, name: str, value: str) -> Path:
        """Replace a secret's file, readable for everybody, as `make secrets` creates it."""
        file = self.secrets / name
        file.unlink(missing_ok=True)
        file.write_text(value)
        file.chmod(0o444)
        return file
