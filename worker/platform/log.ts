/** Writes one JSON line: an event's name and its facts. Never a push endpoint, a token, a key or a body. */
export function log(event: string, fields: Record<string, unknown> = {}): void {
	console.log(JSON.stringify({ event, at: new Date().toISOString(), ...fields }, writable));
}

/** Errors have no enumerable fields: without this they would be logged as `{}`. */
function writable(_key: string, value: unknown): unknown {
	return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
