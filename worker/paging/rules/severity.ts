export const SEVERITIES = ["P1", "P2", "P3", "P4"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const URGENCIES = ["high", "low"] as const;
export type Urgency = (typeof URGENCIES)[number];

export const PAGE_HOURS = ["always", "businessHours", "never"] as const;
export const ALSO_PAGE = ["backup", "team"] as const;
export const REVIEW_RULES = ["required", "optional", "none"] as const;
export const PUBLISH_RULES = ["automatic", "draft", "never"] as const;

/** What one severity means for people: who is paged beside level 1, how loud, when, and what the public is told. */
export interface SeverityRule {
	severity: Severity;
	urgency: Urgency;
	page: (typeof PAGE_HOURS)[number];
	/** False: only level 1 is ever paged, nothing goes up by itself. */
	escalates: boolean;
	alsoPage: (typeof ALSO_PAGE)[number][];
	notifyUserIds: string[];
	acknowledgeWithinSeconds: number | null;
	publicUpdateEverySeconds: number | null;
	stakeholderUpdateEverySeconds: number | null;
	review: (typeof REVIEW_RULES)[number];
	reviewDueSeconds: number | null;
	publish: (typeof PUBLISH_RULES)[number];
	/** Where a ticket is filed, once an incident: by a webhook or in an issue tracker, not both. */
	ticketWebhookId: string | null;
	/** Absent in what was kept before there were any: none. */
	ticketTrackerId?: string | null;
}

export type SeverityPolicy = SeverityRule[];

const rule = (
	severity: Severity,
	rest: Partial<SeverityRule> & Pick<SeverityRule, "urgency" | "page" | "escalates">,
): SeverityRule => ({
	severity,
	alsoPage: [],
	notifyUserIds: [],
	acknowledgeWithinSeconds: null,
	publicUpdateEverySeconds: null,
	stakeholderUpdateEverySeconds: null,
	review: "none",
	reviewDueSeconds: null,
	publish: "draft",
	ticketWebhookId: null,
	ticketTrackerId: null,
	...rest,
});

/** What a new organisation starts with (the P1–P4 table in docs/severity.md). */
export const DEFAULT_SEVERITY_POLICY: SeverityPolicy = [
	rule("P1", {
		urgency: "high",
		page: "always",
		escalates: true,
		alsoPage: ["backup", "team"],
		acknowledgeWithinSeconds: 300,
		publicUpdateEverySeconds: 900,
		stakeholderUpdateEverySeconds: 900,
		review: "required",
		reviewDueSeconds: 172_800,
		publish: "automatic",
	}),
	rule("P2", {
		urgency: "high",
		page: "always",
		escalates: true,
		alsoPage: ["backup"],
		acknowledgeWithinSeconds: 900,
		publicUpdateEverySeconds: 1_800,
		stakeholderUpdateEverySeconds: 1_800,
		review: "required",
		reviewDueSeconds: 172_800,
		publish: "automatic",
	}),
	rule("P3", {
		urgency: "low",
		page: "businessHours",
		escalates: false,
		acknowledgeWithinSeconds: 3_600,
		publicUpdateEverySeconds: 7_200,
		review: "optional",
	}),
	rule("P4", { urgency: "low", page: "never", escalates: false }),
];

/** The rule of a severity; a policy that lacks one (an old export) falls back to the default's. */
export function ruleFor(policy: SeverityPolicy, severity: Severity): SeverityRule {
	const found = policy.find((r) => r.severity === severity);
	if (found) return found;
	const fallback = DEFAULT_SEVERITY_POLICY.find((r) => r.severity === severity);
	if (!fallback) throw new Error(`no rule for ${severity}`);
	return fallback;
}

/** True when `to` is worse than `from` (P1 is the worst). */
export function isRaised(from: Severity, to: Severity): boolean {
	return SEVERITIES.indexOf(to) < SEVERITIES.indexOf(from);
}

const ALERT_WORDS: Record<string, Severity> = {
	p1: "P1",
	p2: "P2",
	p3: "P3",
	p4: "P4",
	p5: "P4",
	critical: "P1",
	fatal: "P1",
	error: "P2",
	high: "P2",
	major: "P2",
	warning: "P3",
	minor: "P3",
	info: "P4",
	low: "P4",
};

/** What another tool's word for "how bad" means here, case folded; null when the word says nothing. */
export function severityOfWord(word: string | null | undefined): Severity | null {
	return ALERT_WORDS[(word ?? "").trim().toLowerCase()] ?? null;
}
