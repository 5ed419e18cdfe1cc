"""Hardening of every container: the settings given to Docker, and their effect in the running containers."""

import re

import pytest

from tests.stack.harness.docker import Json, docker, inspect
from tests.stack.harness.outside_machine import outside_machine
from tests.stack.harness.stack import SERVICES, Stack

ALL_SERVICES = (*SERVICES, "migrate")
USER_IDS = {
    "nginx": "10002", "web": "10001", "migrate": "10001", "postgres": "10003", "redis": "10004", "backup": "10005",
    "monitor": "10006", "acme": "10007",
    "fail2ban": "0",
}  # fmt: skip
# The one exception: only root may have a capability in a container, and changing the packet filter takes this one.
CAPABILITIES = {"fail2ban": ["NET_ADMIN"]}
NET_ADMIN_BIT = 1 << 12

each_running = pytest.mark.parametrize("service", SERVICES)
each = pytest.mark.parametrize("service", ALL_SERVICES)


def host_config(stack: Stack, service: str) -> Json:
    found: Json = stack.inspect(service)["HostConfig"]
    return found


def test_every_service_is_tested_here(stack: Stack) -> None:
    assert set(stack.compose("config", "--services").split()) == set(ALL_SERVICES)


@each
def test_each_container_has_its_own_numeric_user(stack: Stack, service: str) -> None:
    user, group = stack.inspect(service)["Config"]["User"].split(":")
    assert user == group == USER_IDS[service]


@each_running
def test_all_processes_run_as_the_containers_user(stack: Stack, service: str) -> None:
    head, *rows = docker("top", stack.container_id(service), "-eo", "pid,uid,gid,args").splitlines()
    assert head.split() == ["PID", "UID", "GID", "COMMAND"]
    assert len(rows) > 1  # init and the service itself
    assert {tuple(row.split()[1:3]) for row in rows} == {(USER_IDS[service], USER_IDS[service])}


@each
def test_root_file_system_is_read_only(stack: Stack, service: str) -> None:
    assert host_config(stack, service)["ReadonlyRootfs"] is True


@each_running
def test_root_cannot_write_to_the_file_system(stack: Stack, service: str) -> None:
    script = "touch /dev/shm/probe && rm /dev/shm/probe && touch /usr/probe"  # root can write in /dev/shm
    output = docker("exec", "--user", "0", stack.container_id(service), "sh", "-c", script, check=False)
    assert "'/usr/probe': Read-only file system" in output


@each
def test_no_capability_is_added_except_one(stack: Stack, service: str) -> None:
    config = host_config(stack, service)
    assert config["CapDrop"] == ["ALL"]
    assert [name.removeprefix("CAP_") for name in config["CapAdd"] or []] == CAPABILITIES.get(service, [])
    assert config["Privileged"] is False
    assert not config["Devices"]


@each_running
def test_no_process_has_another_capability_or_can_get_one(stack: Stack, service: str) -> None:
    processes = stack.exec(service, "sh", "-c", "cat /proc/[0-9]*/status 2>/dev/null").split("Name:\t")
    # Docker's own runc starts each health check, and gives up its rights a moment later.
    status = "".join(process for process in processes if not process.startswith("runc:"))
    sets = re.findall(r"^Cap(Inh|Prm|Eff|Bnd|Amb):\s+(\S+)$", status, re.MULTILINE)
    assert {name for name, _ in sets} == {"Inh", "Prm", "Eff", "Bnd", "Amb"}
    assert {int(bits, 16) for _, bits in sets} == ({0, NET_ADMIN_BIT} if service in CAPABILITIES else {0})
    assert set(re.findall(r"^NoNewPrivs:\s+(\d)$", status, re.MULTILINE)) == {"1"}


@each
def test_no_new_privileges(stack: Stack, service: str) -> None:
    assert "no-new-privileges:true" in host_config(stack, service)["SecurityOpt"]


@each
def test_memory_and_processes_are_limited(stack: Stack, service: str) -> None:
    config = host_config(stack, service)
    assert 0 < config["Memory"] <= 200 * 2**20
    assert 0 < config["PidsLimit"] <= 64


@each_running
def test_limits_are_in_the_control_group(stack: Stack, service: str) -> None:
    config = host_config(stack, service)
    script = "cd /sys/fs/cgroup; cat memory/memory.limit_in_bytes memory.max pids/pids.max pids.max 2>/dev/null"
    memory, processes = stack.exec(service, "sh", "-c", script, check=False).split()
    assert (int(memory), int(processes)) == (config["Memory"], config["PidsLimit"])


@each
def test_log_size_is_limited(stack: Stack, service: str) -> None:
    log = host_config(stack, service)["LogConfig"]
    assert log["Type"] == "json-file"
    assert re.fullmatch(r"\d+m", log["Config"]["max-size"])
    assert int(log["Config"]["max-file"]) >= 2


@each
def test_container_has_an_init_process(stack: Stack, service: str) -> None:
    assert host_config(stack, service)["Init"] is True


@each_running
def test_container_has_a_healthcheck(stack: Stack, service: str) -> None:
    assert stack.inspect(service)["Config"]["Healthcheck"]["Test"][0] == "CMD"
    assert stack.inspect(service)["State"]["Health"]["Status"] == "healthy"


@each
def test_restart_policy_is_set(stack: Stack, service: str) -> None:
    policy = "no" if service == "migrate" else "unless-stopped"
    assert host_config(stack, service)["RestartPolicy"]["Name"] == policy


@each
def test_container_shares_nothing_with_the_host(stack: Stack, service: str) -> None:
    config, mounts = host_config(stack, service), stack.inspect(service)["Mounts"]
    on_host = service in CAPABILITIES  # its network: the packet filter is the machine's
    assert [config[f"{kind}Mode"] for kind in ("Pid", "UTS", "Userns")] == ["", "", "host" if on_host else ""]
    assert config["IpcMode"] in {"private", "shareable"}
    assert ("host" in stack.inspect(service)["NetworkSettings"]["Networks"]) == on_host
    binds = {mount["Destination"]: mount["RW"] for mount in mounts if mount["Type"] == "bind"}
    history = {"/var/lib/toponaut-releases"} if service == "web" else set()  # read by the dashboard
    assert {target for target in binds if not target.startswith("/run/secrets/")} == history
    assert not any(binds.values())
    assert [mount for mount in mounts if "docker.sock" in mount["Source"]] == []


@each
def test_only_nginx_publishes_a_port(stack: Stack, service: str) -> None:
    bindings = host_config(stack, service)["PortBindings"] or {}
    published = {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": str(stack.port)}]}
    assert bindings == (published if service == "nginx" else {})


def test_data_network_is_internal(stack: Stack) -> None:
    networks = {service: set(stack.inspect(service)["NetworkSettings"]["Networks"]) for service in ALL_SERVICES}
    edge, data = f"{stack.project}_edge", f"{stack.project}_data"
    # nginx serves the clients, backup sends to the bucket, monitor requests the public address, acme the ACME server.
    on_edge = {"nginx": {edge}, "backup": {edge, data}, "monitor": {edge}, "acme": {edge}, "fail2ban": {"host"}}
    assert networks == {service: on_edge.get(service, {data}) for service in ALL_SERVICES}
    assert inspect("network", data)["Internal"] is True
    assert inspect("network", edge)["Internal"] is False


def test_only_edge_containers_and_fail2ban_reach_the_internet(stack: Stack) -> None:
    with outside_machine() as (host, port):
        script = f"timeout 3 bash -c 'exec 3<>/dev/tcp/{host}/{port}' && echo reached"
        reached = {service: stack.exec(service, "bash", "-c", script, check=False).strip() for service in SERVICES}
    expected = dict.fromkeys(("nginx", "backup", "monitor", "acme", "fail2ban"), "reached")
    assert reached == {service: expected.get(service, "") for service in SERVICES}


@each
def test_no_secret_in_logs_images_or_environments(stack: Stack, service: str) -> None:
    container = stack.inspect(service)
    visible = docker("inspect", container["Id"]) + docker("history", "--no-trunc", container["Image"])
    visible += stack.compose("logs", "--no-log-prefix", service) + docker("image", "inspect", container["Image"])
    if service in SERVICES:
        visible += docker("top", container["Id"], "-eo", "pid,args")
        visible += stack.exec(service, "sh", "-c", "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr '\\0' '\\n'")
    assert USER_IDS[service] in visible
    assert [name for name, secret in stack.secrets().items() if secret in visible] == []
