const REASONS: Record<string, string> = {
	gone: "the device withdrew its permission",
	timeout: "no answer in time",
	refused: "the connection was refused",
	dns: "its address was not found",
	tls: "its certificate is not trusted",
	blocked: "its address may not be called",
};

/** A failure's name in words; an unknown one as it is. */
export function reasonWords(reason: unknown): string {
	const name = typeof reason === "string" && reason !== "" ? reason : "unknown";
	return REASONS[name] ?? name.replaceAll("_", " ");
}
