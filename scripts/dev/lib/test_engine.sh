# shellcheck shell=bash disable=SC2086 # all unquoted variables are constants without blanks
# A Docker engine that only the tests use, so that they may stop it and never touch other containers. Its images and
# build cache stay in var/stack/engine for the next run.
#
# It runs in its own network namespace, because a second engine in the same namespace would delete the first engine's
# firewall rules. Its published ports are on that namespace's loopback: use `in_engine_network` to reach them.
#
# Only root on Linux can start it. For other users the tests use the engine that is running, and `in_engine_network`
# changes nothing.
#
# Contents: can_start_engine, start_engine, in_engine_network, stop_engine, stop_started_engine

[ -z "${TEST_ENGINE_SH:-}" ] || return 0
TEST_ENGINE_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"

ENGINE=toponaut-test
ENGINE_RUN=/run/$ENGINE # not in var/: a socket's path has 107 bytes at most
ENGINE_SOCKET=unix://$ENGINE_RUN/docker.sock
ENGINE_DATA=var/stack/engine
ENGINE_NAMESPACE=/run/netns/$ENGINE
ENGINE_START_SECONDS=60
# Addresses outside Docker's own ranges: the link to the host, the default bridge, Compose's networks. IPv6, where the
# kernel has it, as in scripts/host/files/daemon.json.
LINK_SUBNET=10.213.255
BRIDGE_ADDRESS=10.213.0.1/24
ADDRESS_POOL=base=10.214.0.0/16,size=24
IPV6_OPTIONS="--experimental --ip6tables --ipv6 --fixed-cidr-v6 fd00:746f:706f::/64
  --default-address-pool base=fd00:746f:7070::/104,size=112"
ENGINE_STARTED=

can_start_engine() { [ "$(uname)" = Linux ] && [ "$(id -u)" -eq 0 ]; }

# start_engine: nothing to do if this run has already started it.
start_engine() {
  can_start_engine || return 0
  export DOCKER_HOST=$ENGINE_SOCKET
  [ -z "$ENGINE_STARTED" ] || return 0
  ! engine_runs || fail "Another run of the stack's tests is using its engine. If there is none: tests/stack/engine.sh stop"
  ENGINE_STARTED=yes
  [ -e $ENGINE_NAMESPACE ] || create_network
  step "Starting a Docker engine" launch_engine
}

engine_runs() { [ -f $ENGINE_RUN/pid ] && kill -0 "$(cat $ENGINE_RUN/pid)" 2>/dev/null; }

# Create a namespace with one link to the host, which forwards its packets.
create_network() {
  ip netns add $ENGINE
  ip link add $ENGINE type veth peer name uplink netns $ENGINE
  ip address add $LINK_SUBNET.1/30 dev $ENGINE
  ip link set $ENGINE up
  ip -n $ENGINE link set lo up
  ip -n $ENGINE address add $LINK_SUBNET.2/30 dev uplink
  ip -n $ENGINE link set uplink up
  ip -n $ENGINE route add default via $LINK_SUBNET.1
  echo 1 >/proc/sys/net/ipv4/ip_forward
  forwarding_rules -I
}

# forwarding_rules -I|-D: insert or delete the rules.
forwarding_rules() {
  iptables --wait "$1" FORWARD -i $ENGINE -j ACCEPT
  iptables --wait "$1" FORWARD -o $ENGINE -j ACCEPT
  iptables --wait -t nat "$1" POSTROUTING -s $LINK_SUBNET.0/30 ! -o $ENGINE -j MASQUERADE
}

# setsid: Ctrl-C must end the tests before the engine, because their cleanup uses it. Another engine may use the same
# containerd, so this engine has its own containerd namespaces.
launch_engine() {
  local ipv6=
  ! in_engine_network ip6tables --wait --table nat --list >/dev/null 2>&1 || ipv6=$IPV6_OPTIONS
  mkdir -p $ENGINE_RUN $ENGINE_DATA
  setsid nsenter --net=$ENGINE_NAMESPACE dockerd --host $ENGINE_SOCKET --pidfile $ENGINE_RUN/pid \
    --data-root "$PWD/$ENGINE_DATA" --exec-root $ENGINE_RUN/exec --bip $BRIDGE_ADDRESS \
    --default-address-pool $ADDRESS_POOL $ipv6 \
    --containerd-namespace $ENGINE --containerd-plugins-namespace $ENGINE-plugins \
    >>"$LOGS/engine.log" 2>&1 </dev/null &
  local process=$! deadline=$((SECONDS + ENGINE_START_SECONDS))
  until docker --host $ENGINE_SOCKET info >/dev/null 2>&1; do
    if ! kill -0 $process 2>/dev/null || [ $SECONDS -ge $deadline ]; then
      tail "$LOGS/engine.log"
      return 1
    fi
    sleep 0.2
  done
}

# in_engine_network COMMAND...: run it in the namespace where the engine's published ports are.
in_engine_network() {
  if can_start_engine; then nsenter --net=$ENGINE_NAMESPACE "$@"; else "$@"; fi
}

stop_engine() {
  can_start_engine || return 0
  ENGINE_STARTED=
  ! engine_runs || end_process "$(cat $ENGINE_RUN/pid)"
  unmount_below "$PWD/$ENGINE_DATA"
  unmount_below $ENGINE_RUN
  rm -rf $ENGINE_RUN
  # A test that restarts the engine runs in the namespace and still needs it.
  [ ! -e $ENGINE_NAMESPACE ] || [ $ENGINE_NAMESPACE -ef /proc/self/ns/net ] || remove_network
}

# stop_started_engine: for a trap; leaves the engine of another run alone.
stop_started_engine() { [ -z "$ENGINE_STARTED" ] || stop_engine; }

end_process() {
  kill "$1"
  while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
}

unmount_below() {
  local mount
  while read -r _ mount _; do
    mount=$(printf '%b' "$mount") # the kernel writes a space as \040
    case $mount in "$1"/*) umount "$mount" ;; esac
  done < <(sort -rk 2 /proc/self/mounts)
}

# Also removes a network that a killed start left incomplete.
remove_network() {
  forwarding_rules -D 2>/dev/null || true
  ip link delete $ENGINE 2>/dev/null || true # deleting the namespace would remove it too, but only a moment later
  ip netns delete $ENGINE
}
