import type { Role } from "../../../worker/platform/rules/caller.ts";

/** What each role may, in a sentence. */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
	admin: { name: "Admin", may: "Can do everything, including changing who gets paged." },
	responder: {
		name: "Responder",
		may: "Gets paged, handles incidents, takes over shifts, and changes what their teams own.",
	},
	observer: { name: "Observer", may: "Can view everything but change nothing." },
};

export const ROLE_OPTIONS = (["admin", "responder", "observer"] as const).map((value) => ({
	value,
	name: ROLE_WORDS[value].name,
}));
