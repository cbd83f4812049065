import { describe, expect, it } from "vitest";
import { WatchStore } from "../../../worker/monitoring/watch/watch-store.ts";
import { memorySql } from "../../support/sql-storage.ts";

const monitor = { id: "mon_1", name: "Checkout", serviceId: "svc_1", kind: "http", paused: false };
const memory = { verdict: "down", failures: 0, recoveries: 1, episodeAt: 5 };
const signal = { kind: "down", monitorId: "mon_1", serviceId: "svc_1", title: "Checkout is down" };

function storeWith(version: object) {
	const sql = memorySql();
	const store = new WatchStore(sql);
	const text = (value: object) => JSON.stringify({ ...value, ...version });
	const insert = "INSERT INTO monitors (id, definition, memory) VALUES ('mon_1', ?, ?)";
	sql.exec(insert, text(monitor), text(memory));
	sql.exec("INSERT INTO signals (body, attempts, due_at) VALUES (?, 0, 0)", text(signal));
	return store;
}

describe("what a slice keeps", () => {
	it.each([
		["by the version before", {}],
		["by this one", { v: 1 }],
		["by a newer one, whose words are better than none", { v: 9 }],
	])("is read when it was written %s", (_by, version) => {
		const store = storeWith(version);
		expect(store.monitors()).toEqual([{ number: 1, monitor, memory, checkedAt: null }]);
		expect(store.firstSignal("mon_1")!.signal).toMatchObject({ ...signal, order: 1 });
		expect(store.monitorsWithSignals()).toEqual(["mon_1"]);
	});

	it("gets what earlier versions did not say", () => {
		expect(storeWith({}).firstSignal("mon_1")!.signal.reason).toBeNull();
	});
});
