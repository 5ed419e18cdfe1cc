#!/bin/sh
# The command `monitor` in this container: for the loop, for `make` and for an operator.
exec python -m toponaut_monitor "$@"
