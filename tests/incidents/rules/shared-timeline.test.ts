import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "../../../worker/incidents/rules/events.ts";
import type { TimelineEvent } from "../../../worker/incidents/rules/incident-types.ts";
import { sharedEvents, sharedNextPages } from "../../../worker/incidents/rules/shared-timeline.ts";
import { countAt, standingAfter } from "../../../worker/incidents/rules/standing.ts";
import { asTimeline, readEvent } from "../../../worker/incidents/rules/stored-events.ts";
import { withoutSecrets } from "../../../worker/incidents/rules/without-secrets.ts";
import { Timeline } from "../../support/timelines.ts";

const SECRETS = [
	"usr_01JANA00000000000000000000",
	"cm_01JPIXEL0000000000000000000",
	"Ana's private phone",
	"ana@shop.example",
	"+46 70 123 45 67",
	"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw",
	"hunter2hunter2",
	"T0123/B0456/abcdef",
	"k3y0fth3m0nit0r",
	"10.0.0.7",
];
const [userId = "", methodId = "", methodName = "", email, phone, key = "", password, hook, query, host] =
	SECRETS;
const NOTE = `Call ${phone} or ${email}. https://hooks.example.com/services/${hook} and https://u:${password}@db.example.com?k=${query}, key: ${key}`;
const at = (minute: number) => Date.UTC(2026, 10, 23, 3, minute);
const ANA = { kind: "user", id: userId, name: "Ana" } as const;

function life(): Timeline {
	const line = new Timeline(at(0), {
		title: `Checkout is down, see ${NOTE}`,
		description: NOTE,
		source: { kind: "integration", id: userId, name: "Prometheus" },
		evidence: [{ region: "weur", outcome: "down", reason: "status", detail: `HTTP 503 from ${host}` }],
	});
	return line
		.add("alert_received", at(0), {
			...{ alertId: methodId, dedupKey: key, memberKey: key, title: NOTE, severity: "P1" },
			...{
				source: "Prometheus",
				details: { url: `http://${host}/?k=${query}`, key },
				links: [{ href: key, text: key }],
			},
		})
		.add("page_queued", at(0), {
			...{ pageId: "pag_1", userId: userId, methodId: methodId, level: 1, round: 1, run: 1, attempt: 0 },
			...{ userName: "Ana", methodKind: "push", methodName: methodName, urgency: "high" },
			...{ dueAt: new Date(at(0)).toISOString(), unlessReceived: false },
		})
		.add("page_attempted", at(0), {
			...{ pageId: "pag_1", userId: userId, methodId: methodId, level: 1, round: 1, run: 1, attempt: 1 },
		})
		.add("page_failed", at(0), {
			...{ pageId: "pag_1", userId: userId, methodId: methodId, level: 1, round: 1, run: 1, attempt: 1 },
			...{ reason: `could not reach ${host}`, permanent: false, retryAt: null, registration: key },
		})
		.acknowledged(at(1), { actor: ANA, pageId: "pag_1" })
		.add("note_added", at(2), { text: NOTE }, ANA)
		.add("role_assigned", at(3), { role: "scribe", userId: userId, userName: "Ana" })
		.add("runbook_attached", at(4), {
			reason: "matched",
			runbook: {
				...{ id: key, version: 1, name: "Pool exhausted" },
				steps: [
					{
						...{ id: key, kind: "command", title: "Restart it", text: NOTE, expected: NOTE },
						...{
							command: `curl -H 'authorization: ${key}' http://${host}/`,
							options: [],
							remediationId: null,
						},
					},
				],
			},
		})
		.step(at(4), { runbookId: key, stepId: key, note: NOTE })
		.severity(at(5), "P1", { reason: NOTE })
		.resolved(at(6), "real", ANA);
}

const shared = () => sharedEvents(life().events.map(asTimeline));

describe("what a replay link shows", () => {
	it("has none of the addresses, identifiers, device names and keys that the timeline has", () => {
		const all = JSON.stringify(life().events);
		const shown = JSON.stringify(shared());
		for (const secret of SECRETS) {
			expect(all, "the timeline has it").toContain(secret);
			expect(shown, "the link does not").not.toContain(secret);
		}
	});

	it("has who did what: names, titles and notes", () => {
		const shown = JSON.stringify(shared());
		for (const words of ["Checkout is down", "Ana", "https://hooks.example.com/…", "[phone]", "push"])
			expect(shown).toContain(words);
	});

	it("replays to the same states, and keeps the places of all events", () => {
		const [own, seen] = [life().events, shared().map(readEvent)];
		expect(seen.map(({ seq }) => seq)).toEqual(own.map(({ seq }) => seq));
		for (let minute = 0; minute < 7; minute++) {
			const whole = standingAfter(own, countAt(own, at(minute))).incident!;
			const part = standingAfter(seen, countAt(seen, at(minute))).incident!;
			for (const field of ["state", "severity", "status", "epoch", "acknowledgedAt", "resolvedAt"] as const)
				expect(part[field]).toEqual(whole[field]);
			expect([...part.pages.values()].map(({ state }) => state)).toEqual(
				[...whole.pages.values()].map(({ state }) => state),
			);
		}
	});

	it("tells what it does not know by its name alone", () => {
		const strange: TimelineEvent = {
			...asTimeline(life().events[0]!),
			seq: 1,
			type: "brand_new",
			data: { key },
		};
		const [told] = sharedEvents([strange]);
		expect(told).toMatchObject({ type: "brand_new" });
		expect(JSON.stringify(told)).not.toContain(key);
		const newer = sharedEvents([{ ...strange, type: "note_added", data: { v: 9, text: key } }]);
		expect(JSON.stringify(newer)).not.toContain(key);
		for (const type of EVENT_TYPES) {
			const [damaged] = sharedEvents([{ ...strange, type, data: { raw: key } }]);
			expect(JSON.stringify(damaged), type).not.toContain(key);
		}
	});

	it("names who was to be paged next, and nothing else of them", () => {
		const next = { at: 1, level: 2, round: 1, targets: [{ kind: "user", id: userId, name: "Bo" }] };
		expect(sharedNextPages([{ seq: 1, at: 0, next }])).toEqual([
			{ seq: 1, at: 0, next: { ...next, targets: [{ kind: "user", id: "", name: "Bo" }] } },
		]);
	});
});

describe("a text without secrets", () => {
	it.each([
		["Checkout p99 is 4.2 s since 03:12", "Checkout p99 is 4.2 s since 03:12"],
		["https://shop.example/pay?id=7", "https://shop.example/…"],
		["see https://status.example.com now", "see https://status.example.com now"],
		["redis://:pa55@cache.internal:6379", "redis://cache.internal:6379"],
		["password: correct-horse", "password: [removed]"],
		["Authorization: Bearer abc123", "Authorization: Bearer [removed]"],
		["Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [removed]"],
		["write to ana.l@shop.example, please", "write to [email], please"],
		["call +1 (555) 010-9999", "call [phone]"],
		["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw", "[removed]"],
		["0b8f1e6c-55aa-4d7e-9c10-2f6f0d3b7a11", "[removed]"],
		["We rolled back to v2.14 at 03:20", "We rolled back to v2.14 at 03:20"],
	])("%s", (before, after) => expect(withoutSecrets(before)).toBe(after));
});
