#!/usr/bin/env bash
# Check HTML files against the HTML standard: validate_html.sh FOLDER. The last lines list the faults.
set -euo pipefail
folder=$(cd "${1:?Usage: validate_html.sh FOLDER}" && pwd)
source "$(dirname "$0")/../lib/python_and_node.sh"

VALIDATOR=tests/html_validator

need_node
install_node_packages $VALIDATOR
exec node $VALIDATOR/node_modules/html-validate/bin/html-validate.mjs --config $VALIDATOR/rules.mjs "$folder"
