/** What Opsgenie's REST API answers about an account, as a file that `apply` takes. */

import { toWire } from "../../platform/rules/time.ts";
import type { Entry } from "./entry.ts";
import { isEntry } from "./entry.ts";
import { type Imported, listOf, type Note, noteOf, SectionBeingMade, textOf } from "./import-report.ts";
import { firstDifference, scheduleEntry } from "./import-schedule.ts";
import { periodsOf, readRotation } from "./opsgenie-schedule.ts";

const MOST_ROUNDS = 9;
/** Where nothing says how long the last level waits. */
const USUAL_WAIT_SECONDS = 300;

interface Work {
	users: SectionBeingMade;
	teams: SectionBeingMade;
	schedules: SectionBeingMade;
	policies: SectionBeingMade;
	services: SectionBeingMade;
	/** The keys of the schedules that a schedule became, one for each rotation. */
	rotations: Map<string, string[]>;
	notes: Note[];
}

/** `answers` holds the lists by their names: `users`, `teams`, `schedules`, `escalations`, `integrations`. */
export function fromOpsgenie(answers: Entry): Imported {
	const work: Work = {
		users: new SectionBeingMade("user"),
		teams: new SectionBeingMade("team"),
		schedules: new SectionBeingMade("schedule"),
		policies: new SectionBeingMade("policy"),
		services: new SectionBeingMade("service"),
		rotations: new Map(),
		notes: [],
	};
	for (const user of listOf(answers.users)) addUser(work, user);
	for (const team of listOf(answers.teams)) addTeam(work, team);
	for (const schedule of listOf(answers.schedules)) addSchedule(work, schedule);
	const escalations = listOf(answers.escalations);
	for (const escalation of escalations) addEscalation(work, escalation);
	for (const team of listOf(answers.teams)) addService(work, team, escalations);
	for (const { name, type } of listOf(answers.integrations)) {
		const why = `It is of the type ${textOf(type)}. Add an integration to the service of its team, and give its key to the tool.`;
		work.notes.push({ verdict: "unsupported", what: "integration", name: textOf(name), why });
	}
	const file = {
		tocsin: 1,
		users: work.users.entries,
		teams: work.teams.entries,
		schedules: work.schedules.entries,
		escalationPolicies: work.policies.entries,
		services: work.services.entries,
	};
	return { file, notes: work.notes };
}

const idIn = (reference: unknown): string => (isEntry(reference) ? textOf(reference.id) : "");

function addUser(work: Work, user: Entry): void {
	const name = textOf(user.fullName) || textOf(user.username);
	const role = isEntry(user.role) ? textOf(user.role.name).toLowerCase() : "";
	work.users.add(textOf(user.id), name, {
		name,
		email: textOf(user.username),
		role: ["owner", "admin"].includes(role)
			? "admin"
			: ["observer", "stakeholder"].includes(role)
				? "observer"
				: "responder",
		timeZone: textOf(user.timeZone) || "UTC",
	});
	work.notes.push(noteOf("user", name, user.blocked === true ? ["Opsgenie has blocked this person."] : []));
}

function addTeam(work: Work, team: Entry): void {
	const members = listOf(team.members).flatMap(({ user }) => work.users.keyOf(idIn(user)) ?? []);
	work.teams.add(textOf(team.id), textOf(team.name), { name: textOf(team.name), members });
	work.notes.push(noteOf("team", textOf(team.name), []));
}

function addSchedule(work: Work, schedule: Entry): void {
	const personOf = (id: string) => work.users.keyOf(id);
	const rotations = listOf(schedule.rotations);
	const team = work.teams.keyOf(idIn(schedule.ownerTeam)) ?? null;
	const keys = rotations.map((rotation) => {
		const own = textOf(rotation.name);
		const name = rotations.length === 1 ? textOf(schedule.name) : `${textOf(schedule.name)}: ${own}`;
		const read = readRotation(schedule, rotation, personOf);
		const differs = firstDifference(read, periodsOf(schedule, rotation, personOf));
		const other = differs === null ? [] : [`Opsgenie has somebody else on call at ${toWire(differs)}.`];
		const foreignId = `${textOf(schedule.id)}/${textOf(rotation.id)}`;
		work.schedules.add(foreignId, name, scheduleEntry(name, team, read));
		const off = schedule.enabled === false ? ["Opsgenie has turned it off."] : [];
		work.notes.push(noteOf("rotation", name, [...off, ...read.doubts, ...other]));
		return work.schedules.reserve(foreignId, name);
	});
	work.rotations.set(textOf(schedule.id), keys);
}

interface Rule {
	atSeconds: number;
	targets: { kind: string; key: string }[];
}

/** There a rule says when it pages from the beginning on; here a level says how long it waits for the next. */
function addEscalation(work: Work, escalation: Entry): void {
	const name = textOf(escalation.name);
	const doubts: string[] = [];
	const rules = listOf(escalation.rules)
		.map((rule) => ruleOf(work, rule, doubts))
		.filter(({ targets }) => targets.length > 0)
		.sort((a, b) => a.atSeconds - b.atSeconds);
	const [first] = rules;
	if (!first) {
		const why = "It has no rule that pages anybody in the file.";
		work.notes.push({ verdict: "unsupported", what: "escalation", name, why });
		return;
	}
	if (first.atSeconds > 0)
		doubts.push(`Its first rule waits ${first.atSeconds} seconds, here level 1 is paged at once.`);
	const repeat = isEntry(escalation.repeat) ? escalation.repeat : {};
	const wait = Number(repeat.waitInterval) * 60 || USUAL_WAIT_SECONDS;
	const times = [...new Set(rules.map(({ atSeconds }) => atSeconds))];
	const levels = times.map((at, i) => ({
		targets: rules.filter(({ atSeconds }) => atSeconds === at).flatMap(({ targets }) => targets),
		escalateAfterSeconds: (times[i + 1] ?? at + wait) - at,
	}));
	const rounds = Number(repeat.count) || 0;
	if (rounds > MOST_ROUNDS) doubts.push(`It repeats ${rounds} times, here at most ${MOST_ROUNDS}.`);
	const team = work.teams.keyOf(idIn(escalation.ownerTeam)) ?? null;
	work.policies.add(textOf(escalation.id), name, {
		name,
		levels,
		repeat: Math.min(rounds, MOST_ROUNDS),
		team,
	});
	work.notes.push(noteOf("escalation", name, doubts));
}

function ruleOf(work: Work, rule: Entry, doubts: string[]): Rule {
	const delay = isEntry(rule.delay) ? rule.delay : {};
	const unit = delay.timeUnit === "hours" ? 3_600 : delay.timeUnit === "days" ? 86_400 : 60;
	const recipient = isEntry(rule.recipient) ? rule.recipient : {};
	const id = textOf(recipient.id);
	const keys =
		recipient.type === "schedule"
			? (work.rotations.get(id) ?? [])
			: [recipient.type === "team" ? work.teams.keyOf(id) : work.users.keyOf(id)].filter(
					(one) => one !== undefined,
				);
	if (keys.length === 0) doubts.push("A rule names somebody who is not in the file.");
	if (rule.condition === "if-not-closed")
		doubts.push("A rule pages on while the alert is open: here an acknowledgement ends the escalation.");
	if (!["default", "all", undefined].includes(rule.notifyType as string | undefined))
		doubts.push(
			`A rule notifies ${textOf(rule.notifyType)}: here whoever is on call, or everybody of the team, is paged.`,
		);
	return {
		atSeconds: Number(delay.timeAmount) * unit || 0,
		targets: keys.map((key) => ({ kind: textOf(recipient.type), key })),
	};
}

/** Alerts belong to a team there, and to a service here: each team that escalates gets one. */
function addService(work: Work, team: Entry, escalations: Entry[]): void {
	const name = textOf(team.name);
	const own = escalations.filter(({ ownerTeam }) => idIn(ownerTeam) === team.id);
	const escalation = own.find(({ id }) => work.policies.keyOf(id) !== undefined);
	const escalationPolicy = work.policies.keyOf(escalation?.id);
	if (!escalation || escalationPolicy === undefined) return;
	work.services.add(textOf(team.id), name, {
		name,
		team: work.teams.keyOf(team.id) ?? null,
		escalationPolicy,
	});
	const doubts =
		own.length > 1
			? [`The team has ${own.length} escalations. Its alerts go to ${textOf(escalation.name)}.`]
			: [];
	work.notes.push(noteOf("service for the team", name, doubts));
}
