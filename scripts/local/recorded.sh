#!/bin/sh
# Becomes $TOCSIN_EXEC, after it has written its id and start time into $TOCSIN_RECORD. Whoever starts it may be killed
# at any moment; a process that nobody wrote down would keep the port and the state for ever.
if [ -r /proc/$$/stat ]; then
	read -r stat </proc/$$/stat
	started=$(printf '%s\n' "${stat##*) }" | cut -d' ' -f20)
else
	started=$(ps -o lstart= -p $$)
fi
[ -z "$TOCSIN_RECORD" ] || printf '%s %s\n' $$ "$started" >"$TOCSIN_RECORD"
exec "$TOCSIN_EXEC" "$@"
