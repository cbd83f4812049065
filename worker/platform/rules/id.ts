/** Every kind of thing that has an identifier, by its prefix. */
export const ID_PREFIXES = {
	user: "usr",
	contactMethod: "cm",
	team: "team",
	schedule: "sch",
	override: "ovr",
	policy: "pol",
	service: "svc",
	integration: "int",
	monitor: "mon",
	incident: "inc",
	page: "pag",
	bundle: "bun",
	component: "cmp",
	webhook: "wh",
	token: "tok",
	alert: "alr",
	update: "upd",
	session: "ses",
	pairing: "pair",
	invite: "inv",
	request: "req",
	audit: "aud",
	review: "rev",
	actionItem: "act",
	remediation: "rem",
	runbook: "rbk",
	tracker: "trk",
	replayLink: "rpl",
	stakeholderLink: "stk",
	maintenance: "mnt",
	webhookDelivery: "dlv",
	calendar: "cal",
	coverRequest: "cov",
	changeEvent: "chg",
	subscriber: "sub",
	report: "rpt",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Joins a kind's prefix with a ULID that the caller made: rules have no chance of their own. */
export function idOf(kind: IdKind, ulid: string): string {
	return `${ID_PREFIXES[kind]}_${ulid}`;
}

/** True for `inc_01J…` of this kind; anything else answers 404 before a store is asked. */
export function isIdOf(kind: IdKind, text: string): boolean {
	return new RegExp(`^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`).test(text);
}
