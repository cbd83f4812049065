/** What is said of a request to cover a shift. */
import type { CoverRequest, Me, Shift } from "../../state/wire.ts";
import { ms } from "../../state/words.ts";
import { spanWords } from "../oncall/schedule/weeks.ts";

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

/** What whoever takes it gives for it; null where it is no swap. */
export function returnOf({ returnStartsAt: startsAt, returnEndsAt: endsAt }: CoverRequest) {
	return startsAt && endsAt ? { startsAt, endsAt } : null;
}

/** The shifts of this person that are still to come, as one value of a list each. */
export function returnsOf(
	shifts: readonly Shift[],
	userId: string,
	now: number,
): Pick<Shift, "startsAt" | "endsAt">[] {
	return shifts.filter((shift) => shift.userId === userId && ms(shift.startsAt) > now);
}

/** "Asks anyone", "Asks the Shop team", "Asks Bo", "Offers Bo a swap for Thu Dec 3 09:00 to 17:00". */
export function askedWords(request: CoverRequest, userOf: NameOf, teamOf: NameOf): string {
	const { asked } = request;
	const inReturn = returnOf(request);
	if (inReturn) return `Offers ${userOf(asked.id ?? "") ?? "someone"} a swap for ${spanWords(inReturn)}`;
	if (asked.kind === "anyone") return "Asks anyone";
	if (asked.kind === "user") return `Asks ${userOf(asked.id ?? "") ?? "someone who left"}`;
	const team = teamOf(asked.id ?? "");
	return team ? `Asks the ${team} team` : "Asks a team";
}
