#!/bin/sh
# Stands where the runtime would be started: keeps in the folder $TOCSIN_CAPTURE what it would have been started with.
umask 077
printf '%s\n' "$@" >"$TOCSIN_CAPTURE/args"
cat >"$TOCSIN_CAPTURE/config.new" && mv "$TOCSIN_CAPTURE/config.new" "$TOCSIN_CAPTURE/config"
