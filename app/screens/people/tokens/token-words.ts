import type { Scope } from "../../../../worker/platform/rules/caller.ts";
import type { Token } from "../../../state/wire.ts";
import { ago, listOfNames, ms, whenWords } from "../../../state/words.ts";
import { ROLE_WORDS } from "../roles.ts";

/** What scripts usually need, as a choice; the API takes every other mixture too. */
export const CHOICES = [
	{ value: "role", name: "Everything its role can do", scopes: null },
	{ value: "read", name: "Read only", scopes: ["read"] },
	{ value: "incidents", name: "Read, and work on incidents", scopes: ["read", "incidents"] },
	{ value: "configure", name: "Read, and configure", scopes: ["read", "configure"] },
] as const satisfies { value: string; name: string; scopes: Scope[] | null }[];
export type Choice = (typeof CHOICES)[number]["value"];

const SCOPE_WORDS: Record<Scope, string> = {
	read: "reads",
	incidents: "works on incidents",
	configure: "configures",
	accounts: "changes people and tokens",
};

/** "Admin, reads and configures". */
export function mayWords({ role, scopes }: Pick<Token, "role" | "scopes">): string {
	const name = ROLE_WORDS[role].name;
	return scopes === null ? name : `${name}, ${listOfNames(scopes.map((scope) => SCOPE_WORDS[scope]))}`;
}

/** "Used 3 h ago", to the hour, since that is how exactly it is known. */
export function useWords({ lastUsedAt }: Pick<Token, "lastUsedAt">, now: number): string {
	if (lastUsedAt === null) return "Never used";
	return now - ms(lastUsedAt) < 3_600_000 ? "Used within the hour" : `Used ${ago(lastUsedAt, now)}`;
}

export function endWords({ expiresAt }: Pick<Token, "expiresAt">, now: number): string {
	if (expiresAt === null) return "Never expires";
	return `${ms(expiresAt) <= now ? "Expired" : "Expires"} ${whenWords(expiresAt, now)}`;
}
