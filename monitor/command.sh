#!/bin/sh
# What `make`, the loop and an operator in this container type.
exec python -m toponaut_monitor "$@"
