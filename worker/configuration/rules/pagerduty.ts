/** What PagerDuty's REST API answers about an account, as a file that `apply` takes. */
import { type Instant, toWire } from "../../platform/rules/time.ts";
import type { Entry } from "./entry.ts";
import { isEntry } from "./entry.ts";
import { type Imported, listOf, noteOf, textOf } from "./import-report.ts";
import { firstDifference, scheduleEntry } from "./import-schedule.ts";
import { importedBy, newWork, type Work } from "./import-work.ts";
import { finalOf, readSchedule } from "./pagerduty-schedule.ts";

/** Who may not do anything with an incident. Everybody else commands incidents, as far as their team goes. */
const OBSERVERS = ["observer", "read_only_user", "read_only_limited_user", "restricted_access"];
const ADMINS = ["owner", "admin", "global_admin"];

const INTEGRATIONS: Record<string, string> = {
	events_api_v2_inbound_integration: "events-v2",
	generic_events_api_inbound_integration: "events-v2",
};

const MOST_ROUNDS = 9;

/** `answers` holds the lists by their names: `users`, `teams`, `schedules`, `escalation_policies`, `services`. */
export function fromPagerDuty(answers: Entry, now: Instant): Imported {
	const work = newWork();
	const users = listOf(answers.users);
	for (const user of users) addUser(work, user);
	for (const team of listOf(answers.teams)) addTeam(work, team, users);
	for (const schedule of listOf(answers.schedules)) addSchedule(work, schedule, now);
	for (const policy of listOf(answers.escalation_policies)) addPolicy(work, policy);
	for (const service of listOf(answers.services)) addService(work, service);
	return importedBy(work);
}

const nameOf = (thing: Entry): string => textOf(thing.name) || textOf(thing.summary) || textOf(thing.id);

function addUser(work: Work, user: Entry): void {
	const role = textOf(user.role);
	work.users.add(textOf(user.id), nameOf(user), {
		name: nameOf(user),
		email: textOf(user.email),
		role: ADMINS.includes(role) ? "admin" : OBSERVERS.includes(role) ? "observer" : "responder",
		timeZone: textOf(user.time_zone) || "UTC",
	});
	work.notes.push(noteOf("user", nameOf(user), []));
	const methods = listOf(user.contact_methods).length;
	if (methods === 0) return;
	const why = `${methods} contact methods: people add and confirm their own.`;
	work.notes.push({ verdict: "unsupported", what: "contact methods", name: nameOf(user), why });
}

function addTeam(work: Work, team: Entry, users: Entry[]): void {
	const members = users.filter((user) => listOf(user.teams).some(({ id }) => id === team.id));
	const keys = members.flatMap(({ id }) => work.users.keyOf(id) ?? []);
	work.teams.add(textOf(team.id), nameOf(team), { name: nameOf(team), members: keys });
	work.notes.push(noteOf("team", nameOf(team), []));
}

function addSchedule(work: Work, schedule: Entry, now: Instant): void {
	const personOf = (id: string) => work.users.keyOf(id);
	const read = readSchedule(schedule, personOf, now);
	const differs = firstDifference(read, finalOf(schedule, personOf));
	const team = work.teams.keyOf(listOf(schedule.teams)[0]?.id) ?? null;
	work.schedules.add(textOf(schedule.id), nameOf(schedule), scheduleEntry(nameOf(schedule), team, read));
	const other = differs === null ? [] : [`PagerDuty has somebody else on call at ${toWire(differs)}.`];
	work.notes.push(noteOf("schedule", nameOf(schedule), [...read.doubts, ...other]));
}

function addPolicy(work: Work, policy: Entry): void {
	const doubts: string[] = [];
	const levels = listOf(policy.escalation_rules).flatMap((rule) => {
		const targets = listOf(rule.targets).flatMap((target) => {
			const isUser = textOf(target.type).startsWith("user");
			const key = isUser ? work.users.keyOf(target.id) : work.schedules.keyOf(target.id);
			if (key === undefined) doubts.push(`A level names ${nameOf(target)}, who is not in the file.`);
			return key === undefined ? [] : [{ kind: isUser ? "user" : "schedule", key }];
		});
		const escalateAfterSeconds = Math.max(1, Number(rule.escalation_delay_in_minutes) || 30) * 60;
		return targets.length === 0 ? [] : [{ targets, escalateAfterSeconds }];
	});
	if (levels.length === 0) {
		const why = "It has no level that pages anybody in the file.";
		work.notes.push({ verdict: "unsupported", what: "escalation policy", name: nameOf(policy), why });
		return;
	}
	const rounds = Number(policy.num_loops) || 0;
	if (rounds > MOST_ROUNDS) doubts.push(`It repeats ${rounds} times, here at most ${MOST_ROUNDS}.`);
	const [team] = listOf(policy.teams);
	const repeat = Math.min(rounds, MOST_ROUNDS);
	const entry = { name: nameOf(policy), levels, repeat, team: work.teams.keyOf(team?.id) ?? null };
	work.policies.add(textOf(policy.id), nameOf(policy), entry);
	work.notes.push(noteOf("escalation policy", nameOf(policy), doubts));
}

function addService(work: Work, service: Entry): void {
	const policy = isEntry(service.escalation_policy) ? service.escalation_policy.id : null;
	const escalationPolicy = work.policies.keyOf(policy);
	if (escalationPolicy === undefined) {
		const why = "Its escalation policy is not in the file.";
		work.notes.push({ verdict: "unsupported", what: "service", name: nameOf(service), why });
		return;
	}
	const [team] = listOf(service.teams);
	const key = work.services.reserve(textOf(service.id), nameOf(service));
	work.services.add(textOf(service.id), nameOf(service), {
		name: nameOf(service),
		team: work.teams.keyOf(team?.id) ?? null,
		escalationPolicy,
		ackTimeoutSeconds: Number(service.acknowledgement_timeout) || 0,
		...(isEntry(service.support_hours) && { supportHours: supportHoursOf(service.support_hours) }),
	});
	const doubts = service.auto_resolve_timeout ? ["Incidents do not resolve by themselves after a time."] : [];
	if (isEntry(service.support_hours))
		doubts.push("Its severity, and not its hours, says how loud a page is.");
	work.notes.push(noteOf("service", nameOf(service), doubts));
	for (const integration of listOf(service.integrations)) addIntegration(work, integration, key);
}

/** The one form that there is: the same times on some days of the week. */
function supportHoursOf(hours: Entry) {
	const [from, to] = [hours.start_time, hours.end_time].map((time) => textOf(time).slice(0, 5));
	const days = Array.isArray(hours.days_of_week) ? hours.days_of_week.map(Number) : [];
	return { timeZone: textOf(hours.time_zone) || "UTC", windows: [{ days, from, to }] };
}

function addIntegration(work: Work, integration: Entry, service: string): void {
	const kind = INTEGRATIONS[textOf(integration.type)];
	const name = nameOf(integration);
	if (kind === undefined) {
		const why = `Integrations of the type ${textOf(integration.type)} do not exist here.`;
		work.notes.push({ verdict: "unsupported", what: "integration", name, why });
		return;
	}
	work.integrations.add(textOf(integration.id), `${service}-${name}`, { service, kind, name });
	work.notes.push(
		noteOf("integration", nameOf(integration), ["It gets a new key: give it to the tool that sends."]),
	);
}
