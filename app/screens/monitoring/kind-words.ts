import type { Monitor } from "../../state/wire.ts";

/** What a check is told beside its target, in a sentence. Null where the target says it all. What is sent may be a secret, and is not told. */
export function askedWords({ kind, request, expect }: Monitor): string | null {
	if (kind !== "websocket") return null;
	const sends = request.body !== null;
	const text = expect.bodyContains;
	if (text === null) return sends ? "Sends a message." : null;
	return sends ? `Sends a message and expects one with “${text}”.` : `Expects a message with “${text}”.`;
}
