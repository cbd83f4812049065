const REASONS: Record<string, string> = {
	gone: "its push subscription expired",
	timeout: "timed out",
	refused: "connection refused",
	dns: "address not found",
	tls: "certificate not trusted",
	blocked: "address not allowed",
	limit_of_person: "the limit of one person for an hour is reached, so the next way is used",
	limit_of_organization: "the limit of the organization for an hour is reached, so the next way is used",
	no_answer: "no answer",
	not_set_up: "this channel is not set up",
};

/** A failure's name in words; an unknown one as it is. */
export function reasonWords(reason: unknown): string {
	const name = typeof reason === "string" && reason !== "" ? reason : "unknown";
	return REASONS[name] ?? name.replaceAll("_", " ");
}
