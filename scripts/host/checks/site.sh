# shellcheck shell=bash
# The checks of the site. Each asks the running containers.
# Contents: check_containers, check_bans, check_release, days_since, check_backups, check_alerts, check_https

MAX_BACKUP_HOURS=26 # as in the monitor's alert
MIN_CERTIFICATE_DAYS=14
BACKUP_STATUS_FILE=/var/lib/toponaut-backup/status.json
MONITOR_FOLDER=/var/lib/toponaut-monitor

check_containers() {
  local bad
  bad=$(compose ps --all --format '{{.Service}} {{.State}} {{.ExitCode}} {{.Health}}' 2>/dev/null | awk '
    { seen = 1 } $2 == "running" && ($4 == "" || $4 == "healthy") || $1 == "migrate" && $2 == "exited" && $3 == 0 { next } { print $1 }
    END { if (!seen) print "nothing" }' | tr '\n' ' ')
  case $bad in
    '') ok containers "all run and are healthy" ;;
    'nothing ') problem containers "the stack is not started" "$(make_command up)" ;;
    *) problem containers "not healthy: ${bad% }" "SERVICE=${bad%% *} $(make_command logs)" ;;
  esac
}

check_bans() {
  local said
  if ! service_runs fail2ban; then
    problem bans "fail2ban is not running: nobody is banned" "$(make_command up)"
  elif said=$(compose exec -T fail2ban enforce check </dev/null 2>/dev/null); then
    ok bans "fail2ban runs, and its rules are in force"
  else
    problem bans "fail2ban cannot cut anybody off. $said" \
      "docker restart $(project_name)-fail2ban-1; then SERVICE=fail2ban $(make_command logs)"
  fi
}

check_release() {
  local running wanted commit
  running=$(running_tag)
  wanted=$(setting TAG dev)
  [ -n "$running" ] || return 0 # said above
  commit=$(commit_of "$running")
  if [ "$running" != "$wanted" ]; then
    warning release "$running serves, and .env names $wanted" "TAG=$wanted $(make_command deploy)"
  elif [ "$commit" = "$(git rev-parse HEAD 2>/dev/null)" ]; then
    ok release "$running serves, as in .env and in the checkout"
  elif [ "$running" = dev ]; then # no commit has that name; `make up` builds it again
    warning release "dev serves, built from another commit than the checkout holds" "$(make_command up)"
  else
    warning release "$running serves, and the checkout holds another commit" "git checkout $running"
  fi
}

# days_since TIME
days_since() { say $((($(date +%s) - $(date -d "$1" +%s)) / 86400)); }

# read_json SERVICE FILE FILTER: empty if there is no such file.
read_json() { compose exec -T "$1" cat "$2" </dev/null 2>/dev/null | jq --raw-output "$3" 2>/dev/null || true; }

check_backups() {
  local at hours error
  [ -n "$(setting BACKUP_BUCKET)" ] ||
    { problem backups "none are made" "set BACKUP_BUCKET in .env (docs/operating.md), then $(make_command up)" && return; }
  at=$(read_json backup "$BACKUP_STATUS_FILE" '.last_success.at // empty')
  error=$(read_json backup "$BACKUP_STATUS_FILE" 'select(.state == "failing") | .last_error.message')
  [ -n "$at" ] || { problem backups "there is no verified backup${error:+: $error}" "$(make_command backup)" && return; }
  hours=$((($(date +%s) - $(date -d "$at" +%s)) / 3600))
  if [ "$hours" -gt "$MAX_BACKUP_HOURS" ]; then
    problem backups "the last verified one is $hours hours old${error:+: $error}" "$(make_command backup)"
  elif [ -n "$error" ]; then
    warning backups "verified $hours hours ago; since then: $error" "$(make_command backup)"
  else
    ok backups "verified $hours hours ago"
  fi
}

check_alerts() {
  local channels wrong failed
  channels=$(read_json monitor "$MONITOR_FOLDER/status.json" '.channels | join(", ")')
  wrong=$(read_json monitor "$MONITOR_FOLDER/status.json" '[.alerts[]?.text] | join("; ")')
  failed=$(read_json monitor "$MONITOR_FOLDER/state.json" \
    '[.channels | to_entries[] | select(.value.failed > 0) | .key] | join(", ")')
  [ -z "$wrong" ] || problem site "$wrong" "$(make_command check-alerts)"
  if [ -z "$channels" ]; then
    warning alerts "no channel is configured" "set ALERT_EMAIL_TO or another in .env, then $(make_command up)"
  elif [ -n "$failed" ]; then
    problem alerts "failed lately: $failed" "$(make_command check-alerts)"
  else
    ok alerts "$channels"
  fi
}

# check_https: the certificate that is served, and what acme says of it.
check_https() {
  local domain port end days said
  domain=$(setting TLS_DOMAIN)
  port=$(setting HTTPS_PORT 443)
  end=$(openssl s_client -connect "127.0.0.1:$port" -servername "$(site_host)" </dev/null 2>/dev/null |
    openssl x509 -noout -enddate 2>/dev/null) || end=
  if [ -z "$end" ] && [ -z "$domain" ]; then
    warning HTTPS "nothing answers at port $port" "not yet set up: make tls DOMAIN=…; or a proxy in front has it"
    return
  fi
  said=$(compose exec -T acme certificate status </dev/null 2>/dev/null | sed 's/^acme: //' | tr '\n' ' ') || said=
  days=$((-$(days_since "${end#*=}")))
  if [ -z "$end" ]; then
    problem HTTPS "nothing answers at port $port" "make tls DOMAIN=$domain"
  elif [[ $said == *self-signed* ]]; then
    problem HTTPS "$said" "make tls DOMAIN=$domain"
  elif [ "$days" -lt "$MIN_CERTIFICATE_DAYS" ]; then
    problem HTTPS "the certificate ends in $days days. $said" "make tls DOMAIN=${domain:-…}"
  else
    ok HTTPS "the certificate is valid for $days days"
  fi
}
