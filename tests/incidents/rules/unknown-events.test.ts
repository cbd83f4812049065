import { describe, expect, it } from "vitest";
import { timelineLines } from "../../../app/state/timeline-text.ts";
import { timelineEventOut, timelineEventWire } from "../../../worker/incidents/contract/incidents.ts";
import { EventStore } from "../../../worker/incidents/object/event-store.ts";
import { replay } from "../../../worker/incidents/rules/evolve.ts";
import type { TimelineEvent } from "../../../worker/incidents/rules/incident-types.ts";
import { asTimeline, readEvent, rowOf } from "../../../worker/incidents/rules/stored-events.ts";
import { seconds } from "../../../worker/platform/rules/time.ts";
import { ana, IncidentRig } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { memoryStorage } from "../../support/sql-storage.ts";

const paging = pagingPlan([3, 3, 3]);

/** A timeline of a ladder at its second level, as rows, with one more that this code does not know. */
function rowsWith(change: (rows: TimelineEvent[]) => TimelineEvent[]): TimelineEvent[] {
	const rig = new IncidentRig(paging);
	rig.pass(seconds(4));
	return change(rig.events.map(rowOf)).map((row, i) => ({ ...row, seq: i + 1 }));
}

const chatted = (after: TimelineEvent): TimelineEvent => ({
	...after,
	type: "war_room_opened",
	actor: ana,
	data: { v: 1, room: "blue" },
});

const whole = rowsWith((rows) => rows);
const withUnknown = rowsWith((rows) => [...rows, chatted(rows.at(-1)!)]);
const asNewer = (row: TimelineEvent): TimelineEvent => ({ ...row, data: { ...row.data, v: 9 } });

function storeOf(rows: TimelineEvent[]): EventStore {
	const store = new EventStore(memoryStorage());
	store.restore(rows, paging);
	return store;
}

describe("an event that a newer version wrote", () => {
	it("is skipped by the fold, which goes on after it", () => {
		const before = replay(whole.map(readEvent))!;
		const after = replay(withUnknown.map(readEvent))!;
		expect(after).toEqual({ ...before, seq: before.seq + 1, hasUnknown: true });
	});

	it("is kept word for word, and does not damage the incident", () => {
		const store = storeOf(withUnknown);
		expect(store.corruption()).toBeNull();
		store.append([{ type: "note_added", actor: ana, data: { text: "hello" } }], 1);
		const rows = store.eventsAfter(0).map(rowOf);
		expect(rows.slice(0, -1)).toEqual(withUnknown);
		expect(rows.at(-1)).toMatchObject({ seq: withUnknown.length + 1, data: { text: "hello", v: 1 } });
	});

	it("of a known type but a newer version is kept and skipped as well, even a page of which more is told", () => {
		const rows = rowsWith((all) => all.map((row) => (row.type === "page_queued" ? asNewer(row) : row)));
		const store = storeOf(rows);
		expect(store.corruption()).toBeNull();
		expect(store.incident()).toMatchObject({ state: "triggered", ladder: { level: 0 } });
		expect(store.eventsAfter(0).map(rowOf)).toEqual(rows);
	});

	it("still counts as damage where it leaves nothing to begin with", () => {
		expect(
			storeOf(rowsWith((all) => all.map((row, i) => (i === 0 ? asNewer(row) : row)))).corruption(),
		).toMatch(/begins with triggered/);
	});

	it("goes over the wire and is a plain line of the app's story", () => {
		const events = withUnknown.map((row) => timelineEventWire(asTimeline(readEvent(row))));
		const wire = events.map((event) => timelineEventOut.parse(event));
		expect(wire.at(-1)).toMatchObject({ type: "war_room_opened", data: { room: "blue" } });
		expect(timelineLines(wire).at(-1)).toMatchObject({
			text: "Ana: war room opened",
			tone: "quiet",
			by: "human",
		});
		const escalated = whole.find(({ type }) => type === "escalated")!;
		const raw = timelineEventWire(asTimeline(readEvent(asNewer(escalated))));
		expect(timelineLines([raw])[0]!.text).toBe("Tocsin: escalated");
	});

	it("shows known events without their version", () => {
		expect(asTimeline(readEvent(whole[0]!)).data).not.toHaveProperty("v");
	});
});

describe("the paging plan of an incident", () => {
	it("is paged by even when a newer version wrote it: nobody could be called without", () => {
		const storage = memoryStorage();
		const store = new EventStore(storage);
		store.restore(whole, paging);
		expect(JSON.parse(store.readFact("paging")!).v).toBe(1);
		store.writeFact("paging", JSON.stringify({ ...paging, v: 9 }));
		expect(new EventStore(storage).paging()).toEqual(paging);
	});
});
