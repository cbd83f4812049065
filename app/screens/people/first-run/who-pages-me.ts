/** Which services page a person when they break: what the first run may promise at its end. */
import type { OnCall, Policy, Schedule, Service, Team } from "../../../state/wire.ts";
import { listOfNames } from "../../../state/words.ts";

export interface Paging {
	services: Pick<Service, "name" | "escalationPolicyId">[];
	policies: Pick<Policy, "id" | "levels">[];
	schedules: Pick<Schedule, "id" | "layers">[];
	/** Who is on call now: somebody may be so without a turn in the rotation. */
	onCall: Pick<OnCall, "scheduleId" | "userId">[];
	teams: Pick<Team, "id" | "memberIds">[];
}

/** More names than these are counted. */
const MOST_NAMES = 3;

/** The names of the services whose policy reaches this person, in any level and in any turn. */
export function servicesThatPage(userId: string, paging: Paging): string[] {
	const reaching = new Set(
		paging.policies.filter((policy) => reaches(policy, userId, paging)).map(({ id }) => id),
	);
	return paging.services
		.filter((service) => reaching.has(service.escalationPolicyId))
		.map(({ name }) => name)
		.sort((a, b) => a.localeCompare(b));
}

/** "These services page you: Checkout and Shop." */
export function pagedWhenWords(names: string[]): string {
	const rest = names.length - MOST_NAMES;
	const shown = rest > 1 ? [...names.slice(0, MOST_NAMES), `${rest} more`] : names;
	return `${names.length === 1 ? "This service pages" : "These services page"} you: ${listOfNames(shown)}.`;
}

/** What somebody reads whom no service pages: a device that rings is not enough. */
export const notPagedWords = (isAdmin: boolean): string =>
	isAdmin
		? "No service pages you yet: none of their escalation policies names you. Choose at each service whom it pages."
		: "No service pages you yet: none of their escalation policies names you. An admin can change that.";

function reaches({ levels }: Paging["policies"][number], userId: string, paging: Paging): boolean {
	return levels.some(({ targets }) => targets.some((target) => includes(target, userId, paging)));
}

function includes(target: { kind: string; id: string }, userId: string, paging: Paging): boolean {
	if (target.kind === "user") return target.id === userId;
	if (target.kind === "team")
		return paging.teams.some((team) => team.id === target.id && team.memberIds.includes(userId));
	if (target.kind !== "schedule") return false;
	const schedule = paging.schedules.find((one) => one.id === target.id);
	const hasTurns = schedule?.layers.some((layer) => layer.userIds.includes(userId)) === true;
	return hasTurns || paging.onCall.some((turn) => turn.scheduleId === target.id && turn.userId === userId);
}
