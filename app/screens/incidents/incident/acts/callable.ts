/** Whom one can call in to an incident, in the order in which one looks for them. */
import type { Now, Team, TimelineEvent, User } from "../../../../state/wire.ts";

export interface Callable {
	kind: "user" | "team";
	id: string;
	name: string;
	/** What helps to choose: "On call for Checkout · paged already". Empty for nothing. */
	about: string;
}

interface Known {
	users: Pick<User, "id" | "name">[];
	teams: Pick<Team, "id" | "name" | "memberIds">[];
	onCall: Pick<Now["onCall"][number], "userId" | "scheduleName">[];
	events: TimelineEvent[];
	meId: string | undefined;
}

/** Who is on call first, then everybody else by name, then the teams that have members. The reader is not among them. */
export function callables(known: Known): Callable[] {
	const paged = pagedIds(known.events);
	const schedulesOf = (id: string) =>
		known.onCall.filter((turn) => turn.userId === id).map((turn) => turn.scheduleName);
	const people = known.users
		.filter(({ id }) => id !== known.meId)
		.map(({ id, name }) => ({ id, name, schedules: schedulesOf(id) }))
		.sort((a, b) => Number(b.schedules.length > 0) - Number(a.schedules.length > 0) || byName(a, b));
	const teams = known.teams.filter(({ memberIds }) => memberIds.length > 0).sort(byName);
	return [
		...people.map(({ id, name, schedules }): Callable => {
			const onCall = schedules.length > 0 ? `On call for ${schedules.join(", ")}` : "";
			const isPaged = paged.has(id) ? "Paged already" : "";
			return { kind: "user", id, name, about: [onCall, isPaged].filter(Boolean).join(" · ") };
		}),
		...teams.map(
			({ id, name, memberIds }): Callable => ({
				kind: "team",
				id,
				name,
				about: membersWords(memberIds.length),
			}),
		),
	];
}

/** Each word that was typed begins a word of the name. */
export function matching(all: Callable[], typed: string): Callable[] {
	const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
	return all.filter(({ name }) => {
		const parts = name.toLowerCase().split(/\s+/);
		return words.every((word) => parts.some((part) => part.startsWith(word)));
	});
}

/** "Page Bo", "Page 3 responders": at most a few words, whoever they are. */
export function pageWords(chosen: Callable[]): string {
	const [first] = chosen;
	if (!first) return "Page";
	if (chosen.length > 1) return `Page ${chosen.length} responders`;
	return first.kind === "team" ? "Page team" : `Page ${first.name.split(/\s+/)[0]}`;
}

const membersWords = (count: number): string => (count === 1 ? "Team, 1 person" : `Team, ${count} people`);

function pagedIds(events: TimelineEvent[]): Set<unknown> {
	return new Set(events.filter(({ type }) => type === "page_queued").map(({ data }) => data.userId));
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
