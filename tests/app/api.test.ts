/** What a person is told when a call did not go as it should. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { refusalWords } from "../../app/screens/incidents/incident/answers.ts";
import { api, failureWords, forgetEarly, readEarly } from "../../app/state/api.ts";
import { online, sawNetwork } from "../../app/state/online.ts";

const NO_CONNECTION = "No connection. Your change isn’t confirmed.";

/** A server that takes what it is sent, and answers after so long. */
function answersAfter(waitMs: number) {
	vi.stubGlobal(
		"fetch",
		(_url: string, { signal }: RequestInit) =>
			new Promise((answer, fail) => {
				setTimeout(() => answer(Response.json({ done: true })), waitMs);
				signal?.addEventListener("abort", () => fail(signal.reason));
			}),
	);
}

afterEach(() => {
	vi.unstubAllGlobals();
	sawNetwork(true);
});

describe("a change that nobody answers in time", () => {
	it("is not called undone: Ana is asked to look before she tries again", async () => {
		answersAfter(5_000);
		const answer = await api("PUT", "/incidents/inc_1/resolution", {}, { patienceMs: 20 });
		const words = "No response in time. Your change may have gone through, so check before you try again.";
		expect(answer.ok || failureWords(answer)).toBe(words);
		expect(answer.ok || refusalWords("resolve", answer)).toBe(words);
		expect(online()).toBe(true);
	});

	it("keeps its idempotency key for the next try, as one that found no network does", async () => {
		answersAfter(5_000);
		expect(await api("POST", "/incidents", {}, { patienceMs: 20 })).toHaveProperty("offline", false);
	});

	it("is waited for as long as the caller says", async () => {
		answersAfter(60);
		expect(await api("POST", "/monitors/mon_1/check", {}, { patienceMs: 2_000 })).toMatchObject({ ok: true });
	});
});

describe("without a network", () => {
	it("a change is told as what it is, and the app knows", async () => {
		vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
		const answer = await api("POST", "/incidents", {});
		expect(answer.ok || failureWords(answer)).toBe(NO_CONNECTION);
		expect(online()).toBe(false);
	});

	it("a reading that never ends counts as none: it has changed nothing", async () => {
		answersAfter(5_000);
		const answer = await api("GET", "/now", undefined, { patienceMs: 20 });
		expect(answer.ok || failureWords(answer)).toBe(NO_CONNECTION);
	});
});

describe("what a screen will ask for, begun while its code is on its way", () => {
	afterEach(forgetEarly);
	/** A server whose first answer has this status, and the next ones 200. */
	function counts(first: number) {
		const asked: string[] = [];
		vi.stubGlobal("fetch", async (url: string) => {
			asked.push(url);
			return Response.json({ nth: asked.length }, { status: asked.length === 1 ? first : 200 });
		});
		return asked;
	}

	it("is asked for once, and anew by the next who asks", async () => {
		const asked = counts(200);
		readEarly(["/incidents/inc_1"]);
		expect(await api("GET", "/incidents/inc_1")).toEqual({ ok: true, value: { nth: 1 } });
		expect(asked).toHaveLength(1);
		expect(await api("GET", "/incidents/inc_1")).toEqual({ ok: true, value: { nth: 2 } });
	});

	it("is asked for again where it was refused: somebody may have signed in since", async () => {
		counts(401);
		readEarly(["/now"]);
		expect(await api("GET", "/now")).toEqual({ ok: true, value: { nth: 2 } });
	});

	it("is not told to whoever signs in after", async () => {
		counts(200);
		readEarly(["/now"]);
		forgetEarly();
		expect(await api("GET", "/now")).toEqual({ ok: true, value: { nth: 2 } });
	});
});
