#!/bin/sh
# Becomes the Workers runtime, after it has written down who it is. The process that starts it may be killed at any
# moment; an unrecorded runtime would keep the port and the state for ever.
if [ -r /proc/$$/stat ]; then
	read -r stat </proc/$$/stat
	set -- "$(printf '%s\n' "${stat##*) }" | cut -d' ' -f20)" "$@"
else
	set -- "$(ps -o lstart= -p $$)" "$@"
fi
[ -z "$TOCSIN_RUNTIME_RECORD" ] || printf '%s %s\n' $$ "$1" >"$TOCSIN_RUNTIME_RECORD"
shift
exec "$TOCSIN_WORKERD" "$@"
