/** What somebody changed, from the audit log's picture before and after. */
import type { AuditEntry } from "../../../state/wire.ts";
import { listOfNames } from "../../../state/words.ts";

/** Every kind of thing whose changes are kept, as people call it. */
export const KINDS: Record<string, string> = {
	user: "person",
	team: "team",
	schedule: "schedule",
	override: "override",
	calendar: "calendar address",
	policy: "escalation policy",
	severityPolicy: "severities",
	service: "service",
	monitor: "monitor",
	integration: "integration",
	remediation: "remediation",
	runbook: "runbook",
	contactMethod: "contact method",
	component: "component",
	webhook: "webhook",
	subscriber: "subscriber",
	tracker: "issue tracker",
	token: "API token",
	singleSignOn: "single sign-on",
	settings: "settings",
	actionItem: "action item",
	replayLink: "replay link",
};

/** One of these in the organization: there is no name to say. */
const ONLY_ONE = ["severityPolicy", "singleSignOn", "settings"];

const DONE: Record<string, string> = { created: "created", updated: "changed", deleted: "deleted" };

type Told = Pick<AuditEntry, "action" | "actor" | "target" | "before" | "after">;

/** "Bo changed the escalation policy Shop", "Ana changed the settings". */
export function entryWords({ action, actor, target, before, after }: Told): string {
	const [kind = "", how = ""] = action.split(".");
	const done = DONE[how] ?? how.replaceAll("_", " ");
	const thing = KINDS[kind] ?? kind;
	if (ONLY_ONE.includes(kind)) return `${actor.name} ${done} the ${thing}`;
	if (action === "component.arranged") return `${actor.name} put the components in order`;
	const name = nameIn(after) ?? nameIn(before) ?? target.id;
	return `${actor.name} ${done} the ${thing} ${name}`;
}

function nameIn(shown: Record<string, unknown> | null): string | null {
	const name = shown?.name ?? shown?.text;
	return typeof name === "string" && name !== "" ? name : null;
}

/** One field that is not as it was. Undefined: there was none. */
export interface Changed {
	field: string;
	before: unknown;
	after: unknown;
}

/** These change with every edit and say nothing. */
const KEPT_BY_US = ["id", "version", "createdAt", "updatedAt"];

/** The fields that differ, in the order in which they are kept. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): Changed[] {
	const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
	return [...fields]
		.filter((field) => !KEPT_BY_US.includes(field))
		.map((field) => ({ field, before: before?.[field], after: after?.[field] }))
		.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** "Default severity and time zone": what an edit touched; nothing for what was created or deleted. */
export function touchedWords(entry: Pick<AuditEntry, "before" | "after">): string {
	if (entry.before === null || entry.after === null) return "";
	const names = changesOf(entry).map(({ field }) => fieldWords(field));
	const text = listOfNames(
		names.map((name, i) =>
			i === 0 ? name : name.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase()),
		),
	);
	return names.length > 4 ? `${names.length} fields` : text;
}

/** "escalationPolicyId" → "Escalation policy". */
export function fieldWords(field: string): string {
	const words = field
		.replace(/Ids$/, "s")
		.replace(/Id$/, "")
		.replace(/([A-Z])/g, " $1")
		.toLowerCase()
		.replace(/\burl\b/, "URL");
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as a person reads it: text as it is, of lists and objects a line each. */
export function valueWords(value: unknown): string {
	if (Array.isArray(value)) return partsWords(value.map(inOneLine), isPlain(value[0]) ? ", " : "\n");
	if (typeof value === "object" && value !== null)
		return partsWords(
			Object.entries(value).map(([field, one]) => `${fieldWords(field)}: ${inOneLine(one)}`),
			"\n",
		);
	return inOneLine(value);
}

const partsWords = (parts: string[], between: string): string =>
	parts.length === 0 ? "None" : parts.join(between);

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

/** What lies deeper is told in brackets. */
function inOneLine(value: unknown): string {
	if (value === undefined || value === null || value === "") return "None";
	if (value === true) return "Yes";
	if (value === false) return "No";
	if (Array.isArray(value)) return value.length === 0 ? "None" : value.map(deeper).join(", ");
	if (typeof value !== "object") return String(value);
	const parts = Object.entries(value).map(([field, one]) => `${fieldWords(field)}: ${deeper(one)}`);
	return partsWords(parts, ", ");
}

const deeper = (value: unknown): string => (isPlain(value) ? inOneLine(value) : `(${inOneLine(value)})`);
