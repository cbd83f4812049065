import { describe, expect, it } from "vitest";
import type { PublicIncident } from "../../../worker/incidents/rules/public-view.ts";
import type { Env } from "../../../worker/platform/env.ts";
import { currentSnapshot } from "../../../worker/status/public-source.ts";
import { PublicationStore } from "../../../worker/status/publication-store.ts";
import { memorySql } from "../../support/sql-storage.ts";

const incident = { incidentId: "inc_1", componentId: "cmp_1", seq: 3, published: true } as PublicIncident;
const component = {
	id: "cmp_1",
	name: "Checkout",
	group: null,
	position: 1,
	status: "operational",
	createdAt: 1,
};

function storeWith(version: object): PublicationStore {
	const sql = memorySql();
	const store = new PublicationStore(sql);
	const text = (value: object) => JSON.stringify({ ...value, ...version });
	sql.exec("INSERT INTO incidents VALUES ('inc_1', 3, 1, 1, NULL, ?)", text(incident));
	sql.exec("INSERT INTO facts VALUES ('components', ?)", `[${text(component)}]`);
	return store;
}

/** A Worker that can ask nobody but KV. */
const envWith = (copy: object): Env => {
	const silent = new Proxy({}, { get: () => () => Promise.reject(new Error("silent")) });
	const PUBLICATION = { idFromName: String, get: () => silent };
	return { PUBLICATION, SNAPSHOTS: { get: async () => JSON.stringify(copy) } } as unknown as Env;
};
const copy = { version: 1, asOf: 1, components: [component], incidents: [incident] };

describe("what the public's object keeps", () => {
	it.each([{}, { v: 1 }, { v: 9 }])("is shown whoever wrote it: %o", (version) => {
		const store = storeWith(version);
		expect(store.incident("inc_1")).toEqual(incident);
		expect(store.components()).toEqual([component]);
	});
});

describe("the copy in KV", () => {
	it("is dropped when a newer version wrote it, and brought up to today's when an older one did", async () => {
		expect(await currentSnapshot(envWith({ ...copy, v: 9 }), 10_000)).toBeNull();
		const old = await currentSnapshot(envWith(copy), 20_000);
		expect(old).toEqual({ ...copy, doubts: { of: {}, checked: [] } });
	});
});
