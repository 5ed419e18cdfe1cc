#!/bin/sh
# The command `backup` in this container: for the loop, for `make` and for an operator.
exec python -m toponaut_backup "$@"
