/** A one-time secret as it came behind the `#`, which no server and no log ever sees. Null when there is none. */
export function hashSecret(name: "t" | "c"): string | null {
	return new URLSearchParams(location.hash.slice(1)).get(name) || null;
}
