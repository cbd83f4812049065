import { describe, expect, it } from "vitest";
import { DeskCache } from "../../../worker/alerts/desk/desk-cache.ts";
import { DeskOutbox, type OutboxRow } from "../../../worker/alerts/desk/desk-outbox.ts";
import { DeskStore } from "../../../worker/alerts/desk/desk-store.ts";
import { OutboxDispatcher } from "../../../worker/alerts/desk/outbox-dispatcher.ts";
import type { Env } from "../../../worker/platform/env.ts";
import { ana } from "../../support/incident-rig.ts";
import { pagingPlan } from "../../support/paging-plan.ts";
import { memorySql } from "../../support/sql-storage.ts";

const config = { plan: pagingPlan(), integrations: [] };
const NOW = 1_000_000_000;

function deskWith(service: object): DeskCache {
	const store = new DeskStore(memorySql());
	store.create();
	store.keep("service", JSON.stringify(service));
	store.keep("answeredAt", String(NOW));
	return new DeskCache({} as Env, store);
}

describe("what a Desk keeps of its service", () => {
	it("is used as the version before wrote it", () => {
		const cache = deskWith(config);
		expect(cache.plan).toEqual(config.plan);
		expect(cache.isStale(NOW)).toBe(false);
	});

	it("is dropped and asked for anew when a newer version wrote it, or the plan in it", () => {
		for (const newer of [
			{ ...config, v: 9 },
			{ ...config, v: 1, plan: { ...config.plan, v: 9 } },
		]) {
			const cache = deskWith(newer);
			expect(cache.plan).toBeNull();
			expect(cache.isStale(NOW)).toBe(true);
		}
	});
});

describe("what a Desk has promised to tell an incident", () => {
	const outboxWith = (...messages: object[]) => {
		const sql = memorySql();
		new DeskStore(sql).create();
		const insert = "INSERT INTO pending (incident_id, delivery, attempts, next_at) VALUES ('inc_1', ?, 0, 0)";
		for (const message of messages) sql.exec(insert, JSON.stringify(message));
		return new DeskOutbox(sql);
	};
	const acknowledged = { kind: "acknowledged", actor: ana, at: NOW };

	async function sent(outbox: DeskOutbox): Promise<{ told: unknown[]; failed: OutboxRow[] }> {
		const told: unknown[] = [];
		const failed: OutboxRow[] = [];
		const incident = { alertAcknowledged: async (actor: unknown) => void told.push(actor) };
		const dispatcher = new OutboxDispatcher({
			env: { INCIDENT: { idFromName: String, get: () => incident } } as unknown as Env,
			outbox,
			plan: () => null,
			delivered: ({ id }) => outbox.done(id),
			failed: (row, nextAt) => {
				failed.push(row);
				outbox.failed(row.id, row.attempts + 1, nextAt);
			},
			idle: () => {},
		});
		await dispatcher.deliverDue(Date.now());
		return { told, failed };
	}

	it("is told as the version before wrote it, and as a newer one did", async () => {
		const outbox = outboxWith(acknowledged, { ...acknowledged, v: 9, mood: "calm" });
		expect((await sent(outbox)).told).toEqual([ana, ana]);
		expect(outbox.isEmpty()).toBe(true);
	});

	it("is kept, and tried again, while this code does not know its kind", async () => {
		const outbox = outboxWith({ kind: "war_room", v: 9 });
		const { told, failed } = await sent(outbox);
		expect(told).toEqual([]);
		expect(failed).toHaveLength(1);
		expect(outbox.isEmpty()).toBe(false);
		expect(outbox.due(Date.now(), 10)).toEqual([]);
		expect(outbox.nextAt()).toBeGreaterThan(Date.now());
	});

	it("carries its version, and is found by its kind all the same", () => {
		const outbox = outboxWith();
		outbox.add("inc_1", { kind: "acknowledged", actor: ana, at: NOW }, NOW);
		expect(outbox.first("inc_1")!.message).toEqual(acknowledged);
		expect(outbox.reopens("inc_1")).toBe(false);
	});
});
