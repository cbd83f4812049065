/** What is said of a request to cover a shift. */
import type { CoverRequest, Me } from "../../state/wire.ts";

export const ASKED_OPTIONS = [
	{ value: "anyone" as const, name: "Anyone" },
	{ value: "team" as const, name: "A team" },
	{ value: "user" as const, name: "A person" },
];

/** Whether this person was asked. The server decides; this says what is worth offering. */
export function isAsked(request: CoverRequest, me: Pick<Me, "user" | "teamIds"> | undefined): boolean {
	if (!me || me.user.id === request.userId || me.user.role === "observer") return false;
	const { kind, id } = request.asked;
	if (kind === "anyone") return true;
	return kind === "user" ? id === me.user.id : (me.teamIds ?? []).includes(id ?? "");
}

type NameOf = (id: string) => string | undefined;

/** "Asks anyone", "Asks the Shop team", "Asks Bo". */
export function askedWords({ asked }: Pick<CoverRequest, "asked">, userOf: NameOf, teamOf: NameOf): string {
	if (asked.kind === "anyone") return "Asks anyone";
	if (asked.kind === "user") return `Asks ${userOf(asked.id ?? "") ?? "someone who left"}`;
	const team = teamOf(asked.id ?? "");
	return team ? `Asks the ${team} team` : "Asks a team";
}
