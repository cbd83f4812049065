import { createRoot } from "solid-js";
import { beforeEach, describe, expect, it } from "vitest";
import type { Result } from "../../app/state/api.ts";
import type { Cache, Cached } from "../../app/state/cache.ts";
import { cached, forgetAll, type Resource, reloadAll, retryAll } from "../../app/state/resource.ts";

/** A device's memory that answers when it is told to. */
function memory(
	kept: Record<string, Cached<unknown>> = {},
): Cache & { kept: Record<string, Cached<unknown>> } {
	return {
		kept,
		read: async <T>(key: string) => kept[key] as Cached<T> | undefined,
		write: async (key, value) => {
			kept[key] = value;
		},
		clear: async () => {
			for (const key of Object.keys(kept)) delete kept[key];
		},
	};
}

/** A server whose answers come one by one, when the test gives them. */
function server<T>() {
	const waiting: ((answer: Result<T>) => void)[] = [];
	return {
		asked: () => waiting.length,
		load: () => new Promise<Result<T>>((answer) => waiting.push(answer)),
		answer: async (answer: Result<T>) => {
			waiting.shift()?.(answer);
			await settle();
		},
	};
}

/** A part of the screen that shows what it asks for, until `leave`. */
const shown = <T>(ask: () => Resource<T>) => createRoot((leave) => ({ thing: ask(), leave }));

const settle = () => new Promise((done) => setTimeout(done));
const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const OFFLINE: Result<never> = { ok: false, offline: true };
let key: string;
let count = 0;
beforeEach(() => {
	key = `/things/${++count}`;
});

describe("what a screen shows", () => {
	it("is the very same where nothing changed, so that a refresh takes no row away under Ana's finger", async () => {
		const network = server<{ items: { id: string; seen: { at: number } }[] }>();
		const thing = cached(key, network.load, { cache: memory() });
		await network.answer(ok({ items: [{ id: "tablet", seen: { at: 1 } }] }));
		const tablet = thing.value?.items[0];
		void thing.reload();
		const laptop = { id: "laptop", seen: { at: 2 } };
		await network.answer(ok({ items: [laptop, { id: "tablet", seen: { at: 1 } }] }));
		expect(thing.value?.items.map(({ id }) => id)).toEqual(["laptop", "tablet"]);
		expect(thing.value?.items[1]).toBe(tablet);
		void thing.reload();
		await network.answer(ok({ items: [{ id: "tablet", seen: { at: 3 } }] }));
		expect(thing.value).toEqual({ items: [{ id: "tablet", seen: { at: 3 } }] });
	});

	it("is what the device remembers, with its age, until the network answers", async () => {
		const network = server<string>();
		const cache = memory({ [key]: { at: 1_000, value: "as of yesterday" } });
		const thing = cached(key, network.load, { cache, clock: () => 9_000 });
		expect(thing.state).toBe("loading");
		await settle();
		expect([thing.value, thing.at, thing.state]).toEqual(["as of yesterday", 1_000, "stale"]);
		await network.answer(ok("as of now"));
		expect([thing.value, thing.at, thing.state]).toEqual(["as of now", 9_000, "fresh"]);
		expect(cache.kept[key]).toEqual({ at: 9_000, value: "as of now" });
	});

	it("stays, with its age, when there is no network; and says so when nothing is known either", async () => {
		const network = server<string>();
		const cache = memory({ [key]: { at: 1_000, value: "known" } });
		const known = cached(key, network.load, { cache });
		const unknown = cached(`${key}/other`, network.load, { cache });
		await network.answer(OFFLINE);
		await network.answer(OFFLINE);
		expect([known.state, known.value, known.at]).toEqual(["offline", "known", 1_000]);
		expect([unknown.state, unknown.value, unknown.at]).toEqual(["offline", undefined, null]);
	});

	it("names the problem when the server refuses", async () => {
		const network = server<string>();
		const thing = cached(key, network.load, { cache: memory() });
		const problem = { slug: "unavailable", status: 503, title: "Down", detail: "", requestId: null } as const;
		await network.answer({ ok: false, problem: { ...problem, errors: [], body: {} } });
		expect([thing.state, thing.problem?.slug]).toEqual(["failing", "unavailable"]);
	});

	it("never goes back to an answer that was asked for before the live news came", async () => {
		const network = server<string>();
		const thing = cached(key, network.load, { cache: memory() });
		await settle();
		thing.set("live: acknowledged");
		await network.answer(ok("old: triggered"));
		expect(thing.value).toBe("live: acknowledged");
		await network.answer(ok("asked again: acknowledged"));
		expect([thing.value, thing.state]).toEqual(["asked again: acknowledged", "fresh"]);
	});

	it("is the later of what came live and an answer that was overtaken again and again", async () => {
		const network = server<number>();
		const thing = cached(key, network.load, {
			cache: memory(),
			laterOf: (known = 0, answer) => Math.max(known, answer),
		});
		await settle();
		for (const version of [2, 3, 4]) {
			thing.set(version);
			await network.answer(ok(version - 1));
		}
		expect(thing.value).toBe(4);
	});

	it("comes from one request, however many parts of the screen want it", async () => {
		const network = server<string>();
		const first = cached(key, network.load, { cache: memory() });
		const second = cached(key, network.load, { cache: memory() });
		void first.read();
		expect([second === first, network.asked()]).toEqual([true, 1]);
	});

	it("is read anew by whoever has changed it, also when a request from before the change is under way", async () => {
		const network = server<string>();
		const thing = cached(key, network.load, { cache: memory() });
		const readAnew = [thing.reload(), thing.reload()];
		await network.answer(ok("before Bo took over"));
		expect(network.asked()).toBe(1);
		await network.answer(ok("after Bo took over"));
		await Promise.all(readAnew);
		expect([thing.value, network.asked()]).toEqual(["after Bo took over", 0]);
	});

	it("is asked for again after a gap in the live stream, as long as any part of the screen shows it", async () => {
		const network = server<string>();
		const ask = () => cached(key, network.load, { cache: memory() });
		const [one, other] = [shown(ask), shown(ask)];
		await network.answer(ok("before"));
		one.leave();
		reloadAll();
		await network.answer(ok("after"));
		expect([other.thing.value, other.thing.state]).toEqual(["after", "fresh"]);
	});

	it("is left alone after a gap while nobody looks, and asked for as soon as somebody does", async () => {
		const network = server<string>();
		const ask = () => cached(key, network.load, { cache: memory(), eager: false });
		const first = shown(ask);
		void first.thing.reload();
		await network.answer(ok("before"));
		first.leave();
		reloadAll();
		expect([network.asked(), first.thing.state]).toEqual([0, "stale"]);
		const { thing } = shown(ask);
		expect([thing.value, thing.state, network.asked()]).toEqual(["before", "stale", 1]);
		await network.answer(ok("after"));
		expect([thing.value, thing.state]).toEqual(["after", "fresh"]);
	});

	it("that could not be read is asked for again when the server is back, and what was read is left alone", async () => {
		const network = server<string>();
		const { thing } = shown(() => cached(key, network.load, { cache: memory() }));
		await network.answer(ok("before"));
		retryAll();
		expect(network.asked()).toBe(0);
		void thing.reload();
		await network.answer(OFFLINE);
		expect(thing.state).toBe("offline");
		retryAll();
		await network.answer(ok("after"));
		expect([thing.value, thing.state]).toEqual(["after", "fresh"]);
	});

	it("is not asked for by a gap when nobody has ever asked", async () => {
		const network = server<string>();
		const { thing } = shown(() => cached(key, network.load, { cache: memory(), eager: false }));
		reloadAll();
		expect([network.asked(), thing.state]).toEqual([0, "loading"]);
	});

	it("is asked for once more when the gap came while a request was under way", async () => {
		const network = server<string>();
		const thing = cached(key, network.load, { cache: memory() });
		reloadAll();
		await network.answer(ok("perhaps from before the gap"));
		await network.answer(ok("from after it"));
		expect([thing.value, network.asked()]).toEqual(["from after it", 0]);
	});

	it("is forgotten at sign-out, and an answer still under way does not bring it back", async () => {
		const network = server<string>();
		const cache = memory();
		const thing = cached(key, network.load, { cache });
		await network.answer(ok("Ana's"));
		void thing.reload();
		await settle();
		await forgetAll(cache);
		await network.answer(ok("Ana's again"));
		expect([thing.value, thing.at, thing.state, cache.kept]).toEqual([undefined, null, "loading", {}]);
	});
});

describe("what the app holds in memory", () => {
	const many = (name: string, keep?: boolean) =>
		cached(`/many/${name}`, async () => ok(name), { cache: memory(), eager: false, keep });
	const readMany = async () => {
		for (let index = 0; index < 250; index++) await many(`${key}/${index}`).reload();
	};

	it("is bounded: after 250 others, an answer that nobody looks at is read from the device again", async () => {
		const first = many(key);
		await first.reload();
		await readMany();
		const again = many(key);
		expect([again === first, again.value, first.value]).toEqual([false, undefined, key]);
	});

	it("is let go in the order of use: what Ana just went back to stays", async () => {
		const [first, second] = [many(key), many(`${key}/second`)];
		await Promise.all([first.reload(), second.reload()]);
		for (let index = 0; index < 150; index++) await many(`${key}/a${index}`).reload();
		many(key);
		for (let index = 0; index < 150; index++) await many(`${key}/b${index}`).reload();
		expect([many(key) === first, many(`${key}/second`) === second]).toEqual([true, false]);
	});

	it("is never let go while it is on the screen, on its way, or needed to start without a network", async () => {
		const onScreen = shown(() => many(`${key}/screen`));
		const needed = many(`${key}/needed`, true);
		const network = server<string>();
		const asked = cached(`${key}/asked`, network.load, { cache: memory() });
		await Promise.all([onScreen.thing.reload(), needed.reload()]);
		await readMany();
		expect(many(`${key}/screen`)).toBe(onScreen.thing);
		expect(many(`${key}/needed`)).toBe(needed);
		expect(cached(`${key}/asked`, network.load, { cache: memory() })).toBe(asked);
		onScreen.leave();
		await readMany();
		expect(many(`${key}/screen`)).not.toBe(onScreen.thing);
	});
});
