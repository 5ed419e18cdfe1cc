# shellcheck shell=bash
# A Docker engine of the tests' own, so that they may stop it, and never touch a container of anybody else. Its images
# and its build cache stay in var/stack/engine for the next run. Source it after lib.sh.
#
# It lives in a network namespace: a second engine in the same one would flush the first one's firewall rules. So its
# published ports are on that namespace's loopback, and what talks to them runs by `inside`.
#
# Who is not root on Linux cannot start one: then the engine that answers is used, and `inside` changes nothing.
#
# Contents: can_start_engine, start_engine, inside, stop_engine, stop_started_engine

ENGINE=toponaut-test
ENGINE_RUN=/run/$ENGINE # not in var/: a socket's path has 107 bytes at most
ENGINE_SOCKET=unix://$ENGINE_RUN/docker.sock
ENGINE_DATA=var/stack/engine
ENGINE_SPACE=/run/netns/$ENGINE
ENGINE_SECONDS=60
# Addresses far from Docker's own ranges: the cable to the host, the default bridge, Compose's networks
CABLE=10.213.255
BRIDGE=10.213.0.1/24
POOL=base=10.214.0.0/16,size=24
ENGINE_STARTED=

can_start_engine() { [ "$(uname)" = Linux ] && [ "$(id -u)" -eq 0 ]; }

start_engine() {
  can_start_engine || return 0
  ! engine_runs || fail "Another run of the stack's tests has its engine up. If there is none: tests/stack/engine.sh stop"
  ENGINE_STARTED=yes
  [ -e $ENGINE_SPACE ] || make_network
  step "Starting a Docker engine" launch_engine
  export DOCKER_HOST=$ENGINE_SOCKET
}

engine_runs() { [ -f $ENGINE_RUN/pid ] && kill -0 "$(cat $ENGINE_RUN/pid)" 2>/dev/null; }

# A namespace with one cable to the host, and the host passes on what comes through it.
make_network() {
  ip netns add $ENGINE
  ip link add $ENGINE type veth peer name uplink netns $ENGINE
  ip address add $CABLE.1/30 dev $ENGINE
  ip link set $ENGINE up
  ip -n $ENGINE link set lo up
  ip -n $ENGINE address add $CABLE.2/30 dev uplink
  ip -n $ENGINE link set uplink up
  ip -n $ENGINE route add default via $CABLE.1
  echo 1 >/proc/sys/net/ipv4/ip_forward
  host_rules -I
}

# host_rules -I|-D
host_rules() {
  iptables --wait "$1" FORWARD -i $ENGINE -j ACCEPT
  iptables --wait "$1" FORWARD -o $ENGINE -j ACCEPT
  iptables --wait -t nat "$1" POSTROUTING -s $CABLE.0/30 ! -o $ENGINE -j MASQUERADE
}

# In a session of its own: Ctrl-C must end the tests first, which clean up through it. The namespaces of containerd are
# its own, because it may be the one that another engine uses.
launch_engine() {
  mkdir -p $ENGINE_RUN $ENGINE_DATA
  setsid nsenter --net=$ENGINE_SPACE dockerd --host $ENGINE_SOCKET --pidfile $ENGINE_RUN/pid \
    --data-root "$PWD/$ENGINE_DATA" --exec-root $ENGINE_RUN/exec --bip $BRIDGE --default-address-pool $POOL \
    --containerd-namespace $ENGINE --containerd-plugins-namespace $ENGINE-plugins \
    >>"$LOGS/engine.log" 2>&1 </dev/null &
  local process=$! deadline=$((SECONDS + ENGINE_SECONDS))
  until docker --host $ENGINE_SOCKET info >/dev/null 2>&1; do
    if ! kill -0 $process 2>/dev/null || [ $SECONDS -ge $deadline ]; then
      tail "$LOGS/engine.log"
      return 1
    fi
    sleep 0.2
  done
}

# inside COMMAND...: where the engine's published ports are
inside() {
  if can_start_engine; then nsenter --net=$ENGINE_SPACE "$@"; else "$@"; fi
}

stop_engine() {
  can_start_engine || return 0
  ! engine_runs || end_process "$(cat $ENGINE_RUN/pid)"
  unmount_below "$PWD/$ENGINE_DATA"
  unmount_below $ENGINE_RUN
  rm -rf $ENGINE_RUN
  # A test that stops and starts the engine is inside, and wants to go on there.
  [ ! -e $ENGINE_SPACE ] || [ $ENGINE_SPACE -ef /proc/self/ns/net ] || remove_network
}

# For a trap: not the one of another run.
stop_started_engine() { [ -z "$ENGINE_STARTED" ] || stop_engine; }

end_process() {
  kill "$1"
  while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
}

unmount_below() {
  awk -v below="$1/" 'index($2, below) == 1 { print $2 }' /proc/self/mounts | sort -r | xargs -r umount
}

# Also what a start that was killed has left half-made.
remove_network() {
  host_rules -D 2>/dev/null || true
  ip link delete $ENGINE 2>/dev/null || true # at once, where the namespace takes it along a moment later
  ip netns delete $ENGINE
}
