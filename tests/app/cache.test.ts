import { describe, expect, it } from "vitest";
import { makeCache, type Stored, type ValueStore } from "../../app/state/cache.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-23T03:12:00Z");

/** A device whose IndexedDB is a map, at an instant that the test moves. */
function device() {
	const values = new Map<string, Stored>();
	const clock = { now: START };
	const store: ValueStore = {
		get: async (key) => values.get(key),
		set: async (key, value) => void values.set(key, value),
		touch: async (key, usedAt) => {
			const value = values.get(key);
			if (value) values.set(key, { ...value, usedAt });
		},
		entries: async () => [...values],
		remove: async (keys) => {
			for (const key of keys) values.delete(key);
		},
		clear: async () => values.clear(),
	};
	const cache = makeCache(store, () => clock.now);
	const write = (key: string, keep = false) => cache.write(key, { at: clock.now, value: key }, keep);
	/** 600 answers, one each second. */
	const writeMany = async () => {
		for (let index = 0; index < 600; index++) {
			clock.now += 1_000;
			await write(`/monitors/${index}`);
		}
	};
	return { cache, clock, values, write, writeMany, keys: () => [...values.keys()] };
}

describe("what the device remembers", () => {
	it("is at most 500 answers: those that Ana used last", async () => {
		const { cache, clock, values, write, writeMany, keys } = device();
		await write("/monitors/read-again");
		await write("/monitors/not-again");
		await writeMany();
		clock.now += DAY;
		expect(await cache.read("/monitors/read-again")).toEqual({ at: START, value: "/monitors/read-again" });
		await cache.tidy([]);
		expect(values.size).toBe(500);
		expect(keys()).toContain("/monitors/read-again");
		expect(keys()).not.toContain("/monitors/not-again");
		expect(keys()).not.toContain("/monitors/100");
		expect(keys()).toContain("/monitors/101");
	});

	it("goes when nobody has used it for 30 days", async () => {
		const { cache, clock, write, keys } = device();
		await write("/monitors/old");
		clock.now += 20 * DAY;
		await write("/monitors/newer");
		clock.now += 11 * DAY;
		await cache.tidy([]);
		expect(keys()).toEqual(["/monitors/newer"]);
	});

	it("stays, however old, where it is needed to start without a network", async () => {
		const { cache, clock, write, writeMany, keys } = device();
		await write("/me", true);
		await write("/incidents/open", true);
		clock.now += 400 * DAY;
		await writeMany();
		await cache.tidy([]);
		expect(keys()).toEqual(expect.arrayContaining(["/me", "/incidents/open"]));
		expect(keys()).toHaveLength(500);
	});

	it("goes like the rest once it is needed no more: Ana's incident is resolved", async () => {
		const { cache, clock, write, keys } = device();
		await write("/incidents/one", true);
		await write("/incidents/one", false);
		clock.now += 31 * DAY;
		await cache.tidy([]);
		expect(keys()).toEqual([]);
	});

	it("is bounded even where all of it is needed", async () => {
		const { cache, clock, values, write } = device();
		for (let index = 0; index < 600; index++) {
			clock.now += 1_000;
			await write(`/incidents/${index}`, true);
		}
		await cache.tidy([]);
		expect(values.size).toBe(500);
		expect(values.has("/incidents/599")).toBe(true);
	});

	it("stays while it is on the screen", async () => {
		const { cache, clock, write, writeMany, keys } = device();
		await write("/monitors/on-screen");
		clock.now += 40 * DAY;
		await writeMany();
		await cache.tidy(["/monitors/on-screen"]);
		expect(keys()).toContain("/monitors/on-screen");
		expect(keys()).toHaveLength(500);
	});

	it("is understood where an earlier version of Tocsin wrote it", async () => {
		const { cache, clock, values, keys } = device();
		values.set("/monitors/1", { at: START, value: 1 });
		values.set("/monitors/2", { at: START + 20 * DAY, value: 2 });
		clock.now += 31 * DAY;
		await cache.tidy([]);
		expect(keys()).toEqual(["/monitors/2"]);
		expect(await cache.read("/monitors/2")).toEqual({ at: START + 20 * DAY, value: 2 });
	});

	it("is only sooner forgotten where the browser refuses to store anything", async () => {
		const no = () => Promise.reject(new Error("forbidden"));
		const cache = makeCache({ get: no, set: no, touch: no, entries: no, remove: no, clear: no }, () => START);
		await cache.write("/me", { at: START, value: "Ana" }, true);
		await cache.tidy([]);
		await cache.clear();
		expect(await cache.read("/me")).toBeUndefined();
	});
});
