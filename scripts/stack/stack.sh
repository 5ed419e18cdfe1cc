#!/usr/bin/env bash
# Commands on the running stack; each is also a target of `make`. Variables such as ENV=staging come before the command.
#
#   down           stop the stack and remove its containers; --volumes deletes its data too
#   logs           follow the containers' logs; SERVICE=web: of one service
#   ps             list the containers, stopped ones too
#   shell          a shell in the web container; SERVICE=postgres: in another one
#   backup         take a backup now, verify it and store it in the bucket; KIND=release: one before a new version;
#                  ACCEPT_SMALLER=1: it may be the latest although it holds much less than the one before
#   backups        list the backups in the bucket, newest first, and the result of the last run
#   plays          the largest and the newest saved plays, by network; DELETE='id or network …' deletes these, after asking
#                  (YES=1: without asking); EXPIRE=1 deletes what PLAYS_EXPIRE_MONTHS says; plays --help: exit statuses
#   bans           the networks that are banned, why, and until when
#   unban          let IP=203.0.113.7 in again, or its /64 of IPv6; IP=all: everybody
#   check-alerts   list what is wrong now, and send a test by SMS, e-mail and webhook, as far as they are configured
#   logs-report    the last day of the access logs as a table: one line an hour, and the most frequent names
set -euo pipefail
source "$(dirname "$0")/../lib/compose.sh"
source scripts/lib/backup_container.sh
source scripts/lib/monitor_container.sh

print_help() { sed -n '2,/^set/s/^# \{0,1\}//p' scripts/stack/stack.sh; }

down() {
  need_docker
  compose down "$@"
  [ $# -ne 0 ] ||
    say "The data stays in Docker's volumes. To delete it too: ${COMMAND_PREFIX}scripts/stack/stack.sh down --volumes"
}

logs() {
  need_docker
  compose logs --follow --tail 100 ${SERVICE:+"$SERVICE"}
}

list_containers() {
  need_docker
  compose ps --all --format 'table {{.Service}}\t{{.Image}}\t{{.Status}}\t{{.Ports}}'
}

shell() {
  local options=()
  need_docker
  [ -t 0 ] || options=(-T) # commands come from a pipe
  compose exec ${options[@]+"${options[@]}"} "${SERVICE:-web}" bash
}

# The last ten backups of KIND=release are kept; manual ones stay until somebody deletes them.
backup() {
  need_backup_container
  in_backup_container take --kind "${KIND:-manual}" ${ACCEPT_SMALLER:+--accept-smaller} </dev/null
}

list_backups() {
  need_backup_container
  in_backup_container list </dev/null
}

plays() {
  local options=("$@")
  [ -z "${DELETE:-}" ] || read -ra options <<<"--delete $DELETE"
  [ "${YES:-}" != 1 ] || options+=(--yes)
  [ "${EXPIRE:-}" != 1 ] || options+=(--expire)
  manage plays ${options[@]+"${options[@]}"}
}

# in_fail2ban_container WORD...
in_fail2ban_container() {
  need_docker
  service_runs fail2ban || fail "The fail2ban container is not running: run \`$(make_command up)\` first."
  compose exec -T fail2ban bans "$@" </dev/null
}

unban() {
  [ -n "${IP:-}" ] || fail "IP is missing: which address? For example: $(make_command 'unban IP=203.0.113.7')"
  in_fail2ban_container lift "$IP"
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  down) down "$@" ;;
  logs) logs ;;
  ps) list_containers ;;
  shell) shell ;;
  backup) backup ;;
  backups) list_backups ;;
  plays) plays "$@" ;;
  bans) in_fail2ban_container ;;
  unban) unban ;;
  check-alerts) in_monitor_container check ;;
  logs-report) in_monitor_container report ;;
  -h | --help) print_help ;;
  *) fail "'$command' is not a command of the stack. scripts/stack/stack.sh --help lists them." ;;
esac
