import type { Role } from "../../../worker/platform/rules/caller.ts";

/** What each role may, in a sentence. */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
	admin: { name: "Admin", may: "Answers pages, and changes who is paged for what." },
	responder: { name: "Responder", may: "Answers pages, runs incidents, swaps turns." },
	observer: { name: "Observer", may: "Sees everything, answers nothing." },
};

export const ROLE_OPTIONS = (["admin", "responder", "observer"] as const).map((value) => ({
	value,
	name: ROLE_WORDS[value].name,
}));
