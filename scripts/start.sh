#!/bin/sh
# `npm start`: installs what is missing, then becomes the launcher. A Node that only waited for it would take 42 MiB.
# What stays beside the runtime mostly waits, so that it gives speed for memory.
scripts=$(dirname "$0")
node=$(node "$scripts/run.mjs" --node) || exit 1
exec "$node" --max-semi-space-size=1 --optimize-for-size "$scripts/run.mjs" launch "$@"
