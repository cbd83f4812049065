/** What the severity policy may not ask for yet: a field that changes nothing keeps the value it has. */
import { ruleFor, type SeverityPolicy, type SeverityRule } from "./severity.ts";

export interface SeverityRefusal {
	/** `/items/0/review`, by the order in which the rules were sent. */
	pointer: string;
	message: string;
}

/** Nothing acts on these: they are told and sent back, and wait for what will obey them. */
const IDLE = [
	"acknowledgeWithinSeconds",
	"stakeholderUpdateEverySeconds",
] as const satisfies (keyof SeverityRule)[];

/** Empty when the policy can be obeyed. What is there now, and the default, may always be sent back. */
export function refuseSeverityPolicy(
	given: SeverityPolicy,
	now: SeverityPolicy,
	usual: SeverityPolicy,
): SeverityRefusal[] {
	return given.flatMap((rule, index) => {
		const known = [ruleFor(now, rule.severity), ruleFor(usual, rule.severity)];
		const isKnown = (field: keyof SeverityRule) => known.some((one) => isSame(one[field], rule[field]));
		const idle = IDLE.filter((field) => !isKnown(field)).map((field) => ({
			pointer: `/items/${index}/${field}`,
			message: `changes nothing yet: only ${possible(known, field)} is possible`,
		}));
		if (rule.ticketWebhookId === null || !rule.ticketTrackerId) return idle;
		const message = "a ticket is filed in one place: name a webhook or a tracker";
		return [...idle, { pointer: `/items/${index}/ticketTrackerId`, message }];
	});
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function possible(known: SeverityRule[], field: keyof SeverityRule): string {
	return [...new Set(known.map((rule) => JSON.stringify(rule[field])))].join(" or ");
}
