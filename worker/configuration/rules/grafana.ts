/** What Grafana OnCall's HTTP API answers about an organization, as a file that `apply` takes. */
import { toWire } from "../../platform/rules/time.ts";
import { type Entry, isEntry } from "./entry.ts";
import { finalShiftsOf, readGrafanaSchedule } from "./grafana-schedule.ts";
import { type Imported, listOf, noteOf, textOf } from "./import-report.ts";
import { firstDifference, scheduleEntry } from "./import-schedule.ts";
import { importedBy, newWork, type Work } from "./import-work.ts";

const INTEGRATIONS: Record<string, string> = {
	alertmanager: "alertmanager",
	webhook: "generic",
	formatted_webhook: "generic",
};

/** Where nothing says how long the last level waits. */
const USUAL_WAIT_SECONDS = 300;
/** What `repeat_escalation` does there. */
const ROUNDS = 5;

/**
 * `answers` holds the lists by their names: `users`, `teams`, `schedules`, `on_call_shifts`, `escalation_chains`,
 * `escalation_policies`, `integrations`.
 */
export function fromGrafana(answers: Entry): Imported {
	const work = newWork();
	const users = listOf(answers.users);
	for (const user of users) addUser(work, user);
	for (const team of listOf(answers.teams)) addTeam(work, team, users);
	const shifts = listOf(answers.on_call_shifts);
	for (const schedule of listOf(answers.schedules)) addSchedule(work, schedule, shifts);
	const steps = listOf(answers.escalation_policies);
	for (const chain of listOf(answers.escalation_chains)) addChain(work, chain, steps);
	for (const integration of listOf(answers.integrations)) addIntegration(work, integration);
	return importedBy(work);
}

const teamOf = (work: Work, thing: Entry): string | null => work.teams.keyOf(thing.team_id) ?? null;

function addUser(work: Work, user: Entry): void {
	const name = textOf(user.name) || textOf(user.username);
	const role = textOf(user.role);
	work.users.add(textOf(user.id), name, {
		name,
		email: textOf(user.email),
		role:
			role === "admin" ? "admin" : ["observer", "viewer", "none"].includes(role) ? "observer" : "responder",
		timeZone: textOf(user.timezone) || "UTC",
	});
	work.notes.push(noteOf("user", name, []));
}

function addTeam(work: Work, team: Entry, users: Entry[]): void {
	const name = textOf(team.name);
	const members = users.filter(({ teams }) => Array.isArray(teams) && teams.includes(team.id));
	work.teams.add(textOf(team.id), name, {
		name,
		members: members.flatMap(({ id }) => work.users.keyOf(id) ?? []),
	});
	work.notes.push(noteOf("team", name, []));
}

function addSchedule(work: Work, schedule: Entry, shifts: Entry[]): void {
	const name = textOf(schedule.name);
	const personOf = (id: string) => work.users.keyOf(id);
	const named: unknown[] = Array.isArray(schedule.shifts) ? schedule.shifts : [];
	const own = shifts.filter(({ id }) => named.includes(id));
	const read = readGrafanaSchedule(schedule, own, personOf);
	const differs = firstDifference(read, finalShiftsOf(schedule, personOf));
	const other = differs === null ? [] : [`Grafana OnCall has somebody else on call at ${toWire(differs)}.`];
	work.schedules.add(textOf(schedule.id), name, scheduleEntry(name, teamOf(work, schedule), read));
	work.notes.push(noteOf("schedule", name, [...read.doubts, ...other]));
}

interface Level {
	targets: { kind: string; key: string }[];
	escalateAfterSeconds: number;
}

/** There a wait stands between the steps; here a level says how long it waits for the next. */
function addChain(work: Work, chain: Entry, steps: Entry[]): void {
	const name = textOf(chain.name);
	const own = steps.filter(({ escalation_chain_id }) => escalation_chain_id === chain.id);
	const doubts: string[] = [];
	const levels: Level[] = [];
	let isOpen = false;
	let repeat = 0;
	for (const step of own.toSorted((a, b) => Number(a.position) - Number(b.position))) {
		const targets = targetsOf(work, step);
		const last = levels.at(-1);
		if (step.type === "repeat_escalation") repeat = ROUNDS;
		else if (step.type === "wait" && last) {
			last.escalateAfterSeconds =
				(isOpen ? 0 : last.escalateAfterSeconds) + (Number(step.duration) || USUAL_WAIT_SECONDS);
			isOpen = false;
		} else if (targets === null || targets.length === 0) doubts.push(doubtOf(step));
		else if (last && isOpen) last.targets.push(...targets);
		else {
			levels.push({ targets, escalateAfterSeconds: USUAL_WAIT_SECONDS });
			isOpen = true;
		}
	}
	if (levels.length === 0) {
		const why = "It has no step that pages anybody in the file.";
		work.notes.push({ verdict: "unsupported", what: "escalation chain", name, why });
		return;
	}
	work.policies.add(textOf(chain.id), name, { name, levels, repeat, team: teamOf(work, chain) });
	work.notes.push(noteOf("escalation chain", name, doubts));
}

function doubtOf({ type }: Entry): string {
	return type === "wait"
		? "Its first step waits, here level 1 is paged at once."
		: `A step ${textOf(type)} does not exist here, or names nobody in the file: it is left out.`;
}

/** Null for a step that pages nobody. */
function targetsOf(work: Work, step: Entry): Level["targets"] | null {
	const known = (kind: string, key: string | undefined) => (key === undefined ? [] : [{ kind, key }]);
	if (step.type === "notify_on_call_from_schedule")
		return known("schedule", work.schedules.keyOf(step.notify_on_call_from_schedule));
	if (step.type === "notify_team_members")
		return known("team", work.teams.keyOf(step.notify_to_team_members));
	if (step.type !== "notify_persons") return null;
	const persons: unknown[] = Array.isArray(step.persons_to_notify) ? step.persons_to_notify : [];
	return persons.flatMap((id) => known("user", work.users.keyOf(id)));
}

/** An integration there leads to a chain; here a service does, and the integration is its way in. */
function addIntegration(work: Work, integration: Entry): void {
	const name = textOf(integration.name);
	const route = isEntry(integration.default_route) ? integration.default_route : {};
	const escalationPolicy = work.policies.keyOf(route.escalation_chain_id);
	if (escalationPolicy === undefined) {
		const why = "Its default route leads to no escalation chain in the file.";
		work.notes.push({ verdict: "unsupported", what: "integration", name, why });
		return;
	}
	const id = textOf(integration.id);
	const service = work.services.reserve(id, name);
	work.services.add(id, name, { name, team: teamOf(work, integration), escalationPolicy });
	work.notes.push(noteOf("service for the integration", name, []));
	const type = textOf(integration.type);
	const kind = INTEGRATIONS[type];
	if (kind === undefined) {
		const why = `Integrations of the type ${type} are not brought over: add one to the service.`;
		work.notes.push({ verdict: "unsupported", what: "integration", name, why });
		return;
	}
	work.integrations.add(id, name, { service, kind, name });
	work.notes.push(noteOf("integration", name, ["It gets a new key: give it to the tool that sends."]));
}
