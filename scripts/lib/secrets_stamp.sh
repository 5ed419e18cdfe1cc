# shellcheck shell=bash
# The stamp of the secrets that the containers were created with. Compose does not notice if the folder of secrets or a
# file in it changes, and containers would keep the old secrets. SECRETS_STAMP is the name of its file.
# Contents: secrets_changed

[ -z "${SECRETS_STAMP_SH:-}" ] || return 0
SECRETS_STAMP_SH=sourced
source "$(dirname "${BASH_SOURCE[0]}")/compose.sh"

SECRETS_STAMP=$STAMPS/secrets$FOLDER_SUFFIX # holds the name of the folder

secrets_changed() {
  [ "$(cat "$SECRETS_STAMP" 2>/dev/null)" = "$SECRETS_FOLDER" ] || return 0
  [ -n "$(find "$SECRETS_FOLDER" -newer "$SECRETS_STAMP")" ]
}
