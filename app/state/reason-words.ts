const REASONS: Record<string, string> = {
	gone: "its push subscription expired",
	timeout: "timed out",
	refused: "connection refused",
	dns: "address not found",
	tls: "certificate not trusted",
	blocked: "address not allowed",
	not_set_up: "this channel is not set up",
};

/** A failure's name in words; an unknown one as it is. */
export function reasonWords(reason: unknown): string {
	const name = typeof reason === "string" && reason !== "" ? reason : "unknown";
	return REASONS[name] ?? name.replaceAll("_", " ");
}
