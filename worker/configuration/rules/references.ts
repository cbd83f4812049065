/** A file names what a thing refers to by its key, the API by its identifier. */
import type { IdKind } from "../../platform/rules/id.ts";
import { type Entry, isEntry } from "./entry.ts";

interface Naming {
	/** What the field is called in a file. */
	as: string;
	kind: IdKind;
}

/** The fields that refer, wherever they stand. */
const FIELDS: Record<string, Naming> = {
	teamId: { as: "team", kind: "team" },
	memberIds: { as: "members", kind: "user" },
	userId: { as: "user", kind: "user" },
	userIds: { as: "users", kind: "user" },
	replacesUserId: { as: "replaces", kind: "user" },
	notifyUserIds: { as: "notifyUsers", kind: "user" },
	escalationPolicyId: { as: "escalationPolicy", kind: "policy" },
	componentId: { as: "component", kind: "component" },
	dependsOn: { as: "dependsOn", kind: "service" },
	serviceId: { as: "service", kind: "service" },
	serviceIds: { as: "services", kind: "service" },
	monitorIds: { as: "monitors", kind: "monitor" },
	runbookIds: { as: "runbooks", kind: "runbook" },
	remediationId: { as: "remediation", kind: "remediation" },
	ticketWebhookId: { as: "ticketWebhook", kind: "webhook" },
};

/** The fields of a file that refer to this kind of thing, by what they are called there. */
const BY_NAME: Record<string, { field: string; kind: IdKind }> = Object.fromEntries(
	Object.entries(FIELDS).map(([field, { as, kind }]) => [as, { field, kind }]),
);

/** What may hold such fields deeper inside. Nothing else is looked into: headers and the like may be called anything. */
const HOLDERS = new Set([
	...["layers", "memberships", "levels", "targets", "match", "steps", "stakeholders", "overrides"],
]);

const KIND_OF_TARGET: Record<string, IdKind> = {
	user: "user",
	schedule: "schedule",
	team: "team",
	webhook: "webhook",
};

/** The key of a thing, or its identifier; what is not known stays as it is, and the one who answers notes it. */
export type Translate = (kind: IdKind, name: string, pointer: string) => string;

/** What the API calls this field, of what a file calls it. */
export const fieldOf = (name: string): string => BY_NAME[name]?.field ?? name;

/** What a file calls this field, of what the API calls it. */
export const nameOf = (field: string): string => FIELDS[field]?.as ?? field;

/** `/levels/0/targets/1/id` of the API, as a file has it: `/levels/0/targets/1/key`. */
export function pointerInFile(pointer: string): string {
	const parts = pointer.split("/");
	const named = parts.map((part, i) =>
		part === "id" && parts.includes("targets", i - 2) ? "key" : nameOf(part),
	);
	return named.join("/");
}

/** As a file has it: every reference by its key. */
export function toFile(entry: Entry, keyOf: Translate, at = ""): Entry {
	return mapped(entry, at, (field, value, pointer) => {
		const naming = FIELDS[field];
		if (naming) return [naming.as, named(value, (id, where) => keyOf(naming.kind, id, where), pointer)];
		return [
			field,
			inside(field, value, pointer, (member, where) => memberToFile(field, member, keyOf, where)),
		];
	});
}

/** As the API has it: every reference by its identifier. */
export function toApi(entry: Entry, idOf: Translate, at = ""): Entry {
	return mapped(entry, at, (name, value, pointer) => {
		const naming = BY_NAME[name];
		if (naming) return [naming.field, named(value, (key, where) => idOf(naming.kind, key, where), pointer)];
		return [name, inside(name, value, pointer, (member, where) => memberToApi(name, member, idOf, where))];
	});
}

function memberToFile(holder: string, member: Entry, keyOf: Translate, at: string): Entry {
	const { kind, id, channel, ...rest } = member;
	const target = KIND_OF_TARGET[String(kind)];
	if (holder === "targets" && target && typeof id === "string")
		return { kind, key: keyOf(target, id, `${at}/key`) };
	// Without a person the channel is a webhook.
	if (holder === "stakeholders" && member.userId === null && typeof channel === "string")
		return { ...toFile(rest, keyOf, at), channel: keyOf("webhook", channel, `${at}/channel`) };
	return toFile(member, keyOf, at);
}

function memberToApi(holder: string, member: Entry, idOf: Translate, at: string): Entry {
	const { kind, key, channel, ...rest } = member;
	const target = KIND_OF_TARGET[String(kind)];
	if (holder === "targets" && target && typeof key === "string")
		return { ...rest, kind, id: idOf(target, key, `${at}/key`) };
	if (holder === "stakeholders" && (member.user ?? null) === null && typeof channel === "string")
		return { ...toApi(rest, idOf, at), channel: idOf("webhook", channel, `${at}/channel`) };
	return toApi(member, idOf, at);
}

function mapped(
	entry: Entry,
	at: string,
	change: (name: string, value: unknown, pointer: string) => [string, unknown],
): Entry {
	return Object.fromEntries(
		Object.entries(entry).map(([name, value]) => change(name, value, `${at}/${nameOf(name)}`)),
	);
}

/** A name, or a list of names. Anything else is left to the schema, which says what is wrong with it. */
function named(value: unknown, translate: (name: string, at: string) => string, at: string): unknown {
	if (typeof value === "string") return translate(value, at);
	if (!Array.isArray(value)) return value;
	return value.map((name, i) => (typeof name === "string" ? translate(name, `${at}/${i}`) : name));
}

function inside(
	holder: string,
	value: unknown,
	at: string,
	change: (member: Entry, at: string) => Entry,
): unknown {
	if (!HOLDERS.has(holder)) return value;
	if (isEntry(value)) return change(value, at);
	if (!Array.isArray(value)) return value;
	return value.map((member, i) => (isEntry(member) ? change(member, `${at}/${i}`) : member));
}
