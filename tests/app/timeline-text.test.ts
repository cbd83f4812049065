import { describe, expect, it } from "vitest";
import { ANA, BO } from "../../app/gallery/cast.ts";
import { timeline } from "../../app/gallery/incidents.ts";
import { pageDeliveries } from "../../app/state/page-delivery.ts";
import { responseWords } from "../../app/state/response-words.ts";
import { timelineLines } from "../../app/state/timeline-text.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";
import { EVENT_TYPES } from "../../worker/incidents/rules/events.ts";

const at = Date.parse("2026-11-27T03:12:09Z");
const events = timeline(at);
const texts = (lines: { text: string }[]) => lines.map((line) => line.text);

describe("an incident's story", () => {
	it("tells Ana what happened in sentences, with her own part as hers", () => {
		expect(texts(timelineLines(events, { meId: ANA.id, nameOf: () => "you" }))).toEqual([
			"Triggered by Checkout, pay: Checkout is down in 3 of 3 regions",
			"Paged you",
			"Page sent to your iPad",
			"Ana’s Pixel received the page",
			"No delivery receipt from your iPad yet",
			"Ana’s Pixel opened the page",
			"You acknowledged",
			"You added a note",
		]);
	});

	it("says that a second person is needed, or that nobody else could be reached", () => {
		const told = (type: string, data: Record<string, unknown>) =>
			timelineLines([{ ...events[0]!, type, actor: { kind: "user" as const, ...BO }, data }])[0]!.text;
		const first = { pageId: null, occurredAt: null, becomesLead: true, level: 1 };
		expect(told("first_acknowledged", first)).toBe("Bo Larsen acknowledged: a second person is needed");
		expect(told("acknowledged", { ...first, alone: { level: 1 } })).toBe(
			"Bo Larsen acknowledged alone: no one else can be reached on level 1",
		);
		expect(told("level_empty", { level: 2, isAnswered: true })).toBe("Everyone on level 2 has acknowledged");
	});

	it("does not call a service well that could not be checked", () => {
		const told = (result: string) => {
			const data = { result, evidence: [], unanswered: [], overrideReason: null };
			return timelineLines([{ ...events[0]!, type: "recovery_checked", data }])[0]!;
		};
		expect(told("incomplete")).toMatchObject({ text: "Not every check could be run", tone: "degraded" });
		expect(told("recovered").tone).toBe("well");
	});

	it("says what another severity plans anew, where the timeline knows", () => {
		const told = (times: object) => {
			const data = { from: "P1", to: "P2", reason: null, ...times };
			const actor = { kind: "user" as const, ...BO };
			return timelineLines([{ ...events[0]!, type: "severity_changed", actor, data }])[0]!.text;
		};
		const times = { acknowledgeWithinSeconds: 900, publicUpdateEverySeconds: 1_800 };
		expect(told(times)).toMatch(
			/ changed severity from P1 to P2\. Acknowledge within 15 min, public update every 30 min$/,
		);
		expect(told({})).toMatch(/ from P1 to P2$/);
		expect(told({ acknowledgeWithinSeconds: null })).toMatch(/No times are promised anymore$/);
	});

	it("leaves the sending of what was received to those who want all of it", () => {
		expect(texts(timelineLines(events, {}, true))).toContain("Page sent to Ana’s Pixel");
	});

	it("says that a page waits for the end of somebody's quiet hours, and until when", () => {
		const queued = events.find(({ type }) => type === "page_queued")!;
		const held = { ...queued, data: { ...queued.data, quietUntil: "2026-11-27T07:00:00.000Z" } };
		expect(texts(timelineLines([queued], { zone: "UTC" }))).toEqual([]);
		expect(texts(timelineLines([held], { zone: "UTC" }))).toEqual([
			expect.stringMatching(/^Quiet hours: the page to .+ waits until .*0?7:00/),
		]);
	});

	it("tells once that Ana took a resolve back, which makes it hers", () => {
		const by = { kind: "user" as const, ...ANA };
		const undone: TimelineEvent[] = [
			{ ...events[0]!, seq: 20, type: "reopened", actor: by, data: { undone: true } },
			{ ...events[0]!, seq: 21, type: "acknowledged", actor: by, data: {} },
		];
		expect(texts(timelineLines(undone, { meId: ANA.id }))).toEqual(["You took the resolve back"]);
		expect(timelineLines(undone, { meId: ANA.id }, true)).toHaveLength(2);
		const reopened = [{ ...undone[0]!, data: {} }, undone[1]!];
		expect(texts(timelineLines(reopened, { meId: ANA.id }))).toEqual([
			"You reopened the incident",
			"You acknowledged",
		]);
	});

	it("says what Ana wrote for customers when she resolved, apart from her note", () => {
		const told = (data: object) =>
			timelineLines(
				[{ ...events[0]!, type: "resolved", actor: { kind: "user", ...ANA }, data: { ...data } }],
				{
					meId: ANA.id,
				},
			)[0]!;
		expect(told({ publicMessage: "Payments work again." })).toMatchObject({
			...{ text: "You resolved the incident with closing words", quote: "Payments work again." },
		});
		expect(told({ note: "Rolled back", publicMessage: "Payments work again." }).quote).toBe(
			"Rolled back\nTo customers: Payments work again.",
		);
		expect(told({ note: null })).toMatchObject({ text: "You resolved the incident", quote: undefined });
	});

	it("tells Bo the same as Ana's", () => {
		const told = texts(timelineLines(events, { meId: BO.id, nameOf: () => "Ana" }));
		expect(told).toContain("Ana Lindqvist acknowledged");
		expect(told).toContain("No delivery receipt from Ana’s iPad yet");
	});

	it("keeps people's own words apart from its own", () => {
		expect(timelineLines(events).at(-1)?.quote).toBe("Connection pool again. Restarting one instance.");
	});

	it("has a sentence for every kind of event, also when its data is not known", () => {
		const any: TimelineEvent[] = EVENT_TYPES.map((type, index) => ({
			...{ seq: index + 1, type, at: new Date(at).toISOString(), data: {} },
			actor: { kind: "user", ...ANA },
		}));
		const lines = timelineLines(any, {}, true);
		expect(lines).toHaveLength(EVENT_TYPES.length);
		for (const line of lines) expect(line.text).toMatch(/^\S.{3,}/);
	});

	it("says how quickly it was received and taken", () => {
		expect(responseWords(events)).toBe("received in 0:02, acknowledged in 1:07");
		expect(responseWords(events.slice(0, 3))).toBeNull();
		const late = events.map((event) =>
			event.type === "acknowledged"
				? { ...event, at: new Date(Date.parse(event.at) + 400).toISOString() }
				: event,
		);
		expect(responseWords(late)).toContain("acknowledged in 1:07");
	});

	it("says nothing of an acknowledgement that was taken back, by passing on for example", () => {
		for (const type of ["escalated", "unacknowledged"] as const)
			expect(responseWords([...events, { ...events[0]!, type, data: {} }])).toBe("received in 0:02");
	});
});

describe("a page's ladder", () => {
	const [pixel, ipad] = pageDeliveries(events);

	it("remembers when each rung was reached", () => {
		expect(pixel?.reached).toEqual({
			queued: at - 79_000,
			accepted: at - 78_000,
			received: at - 77_000,
			opened: at - 14_000,
			acknowledged: at - 12_000,
		});
	});

	it("says so when a device that took the page never gave a receipt", () => {
		expect([ipad?.problem, ipad?.reached.received, ipad?.cancelled]).toEqual([
			"unconfirmed",
			undefined,
			"acknowledged",
		]);
	});

	it("forgets the doubt when the receipt comes late after all", () => {
		const late = { ...(events[6] as TimelineEvent), seq: 13, data: { pageId: ipad?.pageId } };
		expect(pageDeliveries([...events, late])[1]?.problem).toBeNull();
	});
});
