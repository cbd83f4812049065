/** What an instance would answer about reviews and action items. */
import { SECTIONS, type SectionName } from "../../worker/reviews/rules/review.ts";
import { ANA, BO, CHIDI, iso } from "./cast.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BO_ACTS = { kind: "user", ...BO };

/** `isEmpty`: an instance of a minute ago has neither. */
export function reviewAnswers(at: number, isEmpty: boolean): Record<string, unknown> {
	const list = <Item>(items: Item[]) => ({ items: isEmpty ? [] : items, nextCursor: null });
	const one = listed(at, { id: "REVIEW", number: 41, title: "Checkout was down", dueIn: 31 * HOUR });
	return {
		"GET /reviews": list([
			one,
			listed(at, { id: "SEARCH", number: 38, title: "Search is slow", dueIn: -5 * HOUR }),
			listed(at, { id: "LOGIN", number: 31, title: "Sign-in fails", dueIn: -9 * DAY, state: "published" }),
		]),
		"GET /reviews/inc_01JREVIEW": {
			...one,
			...{ figures: FIGURES, sections: sections(at), proposedActions: isEmpty ? [] : PROPOSED },
			changedSinceApproval: [],
			publicDraft: "Checkout was down on Nov 26, 2026, from 03:11 to 03:32 UTC (21 minutes).",
		},
		"GET /action-items": list([
			item(at, 1, "Alert when Checkout uses over 80% of its connections", CHIDI.id, -13 * DAY),
			item(at, 2, "Release the connection on every error path, with a test", ANA.id, 4 * DAY),
			item(at, 3, "Runbook: roll back first, restart second", BO.id, 6 * DAY),
		]),
		"GET /action-items/act_01J1": item(
			at,
			1,
			"Alert when Checkout uses over 80% of its connections",
			CHIDI.id,
			-13 * DAY,
		),
		"GET /trackers": list([tracker(at, 1, "github", "Shop"), tracker(at, 2, "jira", "Operations board")]),
		[`GET /users/${ANA.id}/digest`]: digest(at, isEmpty),
	};
}

const FIGURES = { detectMs: 4_000, acknowledgeMs: 2 * MINUTE + 3_000, resolveMs: 36 * MINUTE };

const stored = (id: string, at: number) => ({
	...{ id, version: 2, createdAt: iso(at - 17 * HOUR), updatedAt: iso(at - HOUR) },
});

function listed(
	at: number,
	told: { id: string; number: number; title: string; dueIn: number; state?: "published" },
) {
	const [detectedAt, resolvedAt] = [iso(at - 18 * HOUR), iso(at - 17 * HOUR)];
	const isPublished = told.state === "published";
	return {
		...stored(`rev_01J${told.id}`, at),
		...{ incidentId: `inc_01J${told.id}`, serviceId: "svc_01JCHECKOUT", state: told.state ?? "draft" },
		...{ resolvedAt, dueAt: iso(at + told.dueIn), meetingAt: null, attendeeIds: [], approverId: null },
		...{ cause: "capacity", publicText: null, approvedAt: null, approvedBy: null },
		...{ publishedAt: isPublished ? iso(at - DAY) : null, publishedBy: isPublished ? BO_ACTS : null },
		...{
			skippedAt: null,
			skippedBy: null,
			skippedReason: null,
			dismissedProposals: [],
			required: true,
			overdue: told.dueIn < 0,
		},
		incident: {
			...{ id: `inc_01J${told.id}`, number: told.number, title: told.title, severity: "P1", drill: false },
			...{ service: { id: "svc_01JCHECKOUT", name: "Checkout" }, lead: BO, detectedAt, resolvedAt },
			...{ triggeredAt: detectedAt, acknowledgedAt: detectedAt },
		},
	};
}

const TEXTS: Partial<Record<SectionName, string>> = {
	summary:
		"Checkout was down for 21 minutes. Customers couldn’t place orders; browsing and accounts worked.\n\n17 customers told us, and about 340 orders weren’t completed.",
	timeline: "- 03:11:20 First failure, Western Europe: 503\n- 03:13:27 Ana acknowledged",
	rootCause: "Every request took a connection. Bo forgot to give it back on errors.",
	wentWell: "- Three regions agreed within four seconds.",
};

const LINES = [
	"“Checkout was down” (P1) from the monitor Checkout. Checks failed: Western Europe: HTTP 503, Asia-Pacific: HTTP 503.",
	"Escalated to level 2: not acknowledged in time.",
	"Acknowledged by Ana, 2 min 3 s after the incident opened.",
	"Note: “The pool of connections is full since the release of 03:02.”",
	"Public update (identified): “A release of tonight exhausted the database connections of Checkout. We are rolling it back.”",
	"Recovery was checked: everything passes.",
];

function sections(at: number) {
	const lines = LINES.map((text, i) => ({ seq: i * 4 + 1, at: iso(at - 18 * HOUR + i * 94_000), text }));
	const entries = [
		{ seq: 5, hidden: true, note: null },
		{ seq: 9, hidden: false, note: "Her phone was silent until the second page." },
	];
	const section = (name: SectionName) => ({
		...{ text: TEXTS[name] ?? "", version: 1, updatedAt: iso(at - HOUR), updatedBy: BO_ACTS },
		prefilled: name !== "wentWell" && name !== "rootCause",
		...(name === "timeline" ? { lines, entries } : {}),
	});
	return Object.fromEntries(SECTIONS.map((name) => [name, section(name)]));
}

const PROPOSED = [
	{ text: "Correct the runbook step “Restart the pool”.", type: "process", from: "runbook" },
	{ text: "Add a check that notices this before a person does.", type: "detect", from: "timeline" },
];

const tracker = (at: number, number: number, kind: "github" | "jira", name: string) => ({
	...stored(`trk_01J${number}`, at),
	...{ kind, name, title: "{{text}}", body: "{{text}}", settings: { repository: "acme/shop", labels: [] } },
});

function digest(at: number, isEmpty: boolean) {
	const spread = (medianMs: number) => ({ count: 4, meanMs: medianMs, medianMs, p90Ms: 3 * medianMs });
	const week = (incidents: number) => ({
		...{ incidents, pages: { count: 2 * incidents, night: 3 } },
		...{ mtta: spread(2 * MINUTE), mttr: spread(36 * MINUTE) },
	});
	const items = isEmpty ? [] : [item(at, 2, "Release the connection on every error path", ANA.id, 4 * DAY)];
	return {
		version: 1,
		settings: { wanted: true, weekday: 1, hour: 9, nextAt: iso(at + 3 * DAY) },
		...{ from: iso(at - 11 * DAY), to: iso(at - 4 * DAY), teams: ["Shop"] },
		actionItems: { open: items.length, overdue: 0, items },
		reviews: isEmpty
			? []
			: [
					{
						...{ incidentId: "inc_01JREVIEW", number: 41, title: "Checkout was down", service: "Checkout" },
						...{ dueAt: iso(at - 5 * HOUR), overdue: true },
					},
				],
		...{ week: week(6), before: week(4) },
	};
}

const item = (at: number, number: number, text: string, ownerId: string, dueIn: number) => ({
	...{ ...stored(`act_01J${number}`, at), createdAt: iso(at - 20 * DAY) },
	...{ text, ownerId, dueAt: iso(at + dueIn), state: "open", type: "prevent", incidentId: "inc_01JREVIEW" },
	...{
		serviceId: "svc_01JCHECKOUT",
		wouldHavePreventedIncidentIds: number === 1 ? ["inc_01J8", "inc_01J9"] : [],
	},
	...{ link: number === 2 ? "https://github.com/acme/shop/issues/88" : null, closedAt: null, proposal: null },
	...{ overdue: dueIn < 0, incident: { id: "inc_01JREVIEW", number: 41, title: "Checkout was down" } },
	issue: null,
});
