/** Who begins to listen misses nothing, and who may no longer listen hears nothing more. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { startLagMeter } from "../support/lag.ts";
import { type LiveFeed, openFeed } from "../support/live-feed.ts";
import { signIn } from "../support/session.ts";
import { make, makeShop, type Shop } from "../support/shop.ts";
import { eventually, preciseNow } from "../support/wait.ts";

const lag = startLagMeter();
let instance: Instance;
let shop: Shop;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
});
afterAll(() => lag.stop());
afterAll(() => instance?.stop());

const WITHIN_MS = 1_500;

async function listen(headers: Record<string, string>, query = ""): Promise<LiveFeed> {
	const feed = await openFeed(instance, headers, query);
	if (!feed) throw new Error("the live feed did not open");
	return feed;
}

async function expectClosed(feed: LiveFeed, since: number): Promise<void> {
	await eventually("the socket is closed", () => !feed.isOpen(), 5_000, 10);
	expect(preciseNow() - since).toBeLessThan(WITHIN_MS + lag.worstMs());
}

/** Those who may go on listening are told of the next incident. */
async function expectToldOn(feed: LiveFeed): Promise<void> {
	const before = feed.messages.length;
	await make(instance, "/api/v1/incidents", { serviceId: shop.serviceId, title: "Payments fail" });
	await eventually("the feed tells of it", () => feed.messages.length > before);
	expect(feed.isOpen()).toBe(true);
}

const person = async (name: string, role = "responder") => {
	const email = `${name.toLowerCase()}@shop.example`;
	return (await make(instance, "/api/v1/users", { name, email, role })).id as string;
};
const tokenOf = async (role: string) => {
	const { id, secret } = await make(instance, "/api/v1/tokens", { name: "Wallboard", role });
	return { path: `/api/v1/tokens/${id}`, headers: { authorization: `Bearer ${secret}` } };
};

it("a live feed tells what happened while its page was read, and each incident once, as it is now", async () => {
	const bo = await signIn(instance, shop.boId);
	const body = { serviceId: shop.serviceId, title: "Images fail" };
	const { id } = await make(instance, "/api/v1/incidents", body);
	await instance.api("PUT", `/api/v1/incidents/${id}/acknowledgement`, {}, bo);
	const told = async () => {
		const feed = await listen(bo, "?within=60");
		await eventually("it told of it", () => feed.messages.length > 1);
		feed.close();
		return feed.messages.map((text) => JSON.parse(text));
	};
	await eventually("the acknowledgement is told", async () => {
		const [first, ...rest] = await told();
		const own = rest.filter(({ incident }) => incident?.id === id);
		return first.type === "resumed" && own.length === 1 && own[0].incident.state === "acknowledged";
	});
});

describe("S4: a live feed is closed within a second or so", () => {
	it("when its browser signs out, and in no other browser", async () => {
		const [here, there] = [await signIn(instance, shop.boId), await signIn(instance, shop.boId)];
		const [feed, other] = [await listen(here), await listen(there)];
		const since = preciseNow();
		expect((await instance.api("DELETE", "/api/v1/session", undefined, here)).status).toBe(204);
		await expectClosed(feed, since);
		await expectToldOn(other);
		other.close();
	});

	it("when the session is ended from another one", async () => {
		const [here, there] = [await signIn(instance, shop.boId), await signIn(instance, shop.boId)];
		const feed = await listen(there);
		const { session } = (await instance.api("GET", "/api/v1/me", undefined, there)).body;
		const since = preciseNow();
		await instance.api("DELETE", `/api/v1/me/sessions/${session.id}`, undefined, here);
		await expectClosed(feed, since);
	});

	it("when its person is deleted", async () => {
		const id = await person("Chidi");
		const feed = await listen(await signIn(instance, id));
		const since = preciseNow();
		expect((await instance.api("DELETE", `/api/v1/users/${id}`)).status).toBe(204);
		await expectClosed(feed, since);
	});

	it("S21: when the role of its person changes, and not when their name does", async () => {
		const browser = await signIn(instance, shop.boId);
		const feed = await listen(browser);
		const path = `/api/v1/users/${shop.boId}`;
		await instance.api("PATCH", path, { timeZone: "Africa/Lagos" });
		await expectToldOn(feed);
		const since = preciseNow();
		await instance.api("PATCH", path, { role: "observer" });
		await expectClosed(feed, since);
		const again = await listen(browser);
		await expectToldOn(again);
		again.close();
	});

	it("when its API token is deleted, demoted or ends", async () => {
		for (const change of [{ role: "observer" }, { expiresAt: new Date().toISOString() }, null]) {
			const { path, headers } = await tokenOf("responder");
			const feed = await listen(headers);
			const since = preciseNow();
			await instance.api(change ? "PATCH" : "DELETE", path, change ?? undefined);
			await expectClosed(feed, since);
		}
	});
});

it("finds at the next minute whoever nobody told it of", async () => {
	const id = await person("Chidi");
	const feed = await listen(await signIn(instance, id));
	const ana = await listen(await signIn(instance, shop.anaId));
	const wallboard = await listen((await tokenOf("observer")).headers);
	const database = await instance.database();
	await database.prepare(`DELETE FROM sessions WHERE user_id = '${id}'`).all();
	await instance.fireCron();
	await eventually("the socket is closed", () => !feed.isOpen());
	await expectToldOn(ana);
	expect(wallboard.isOpen()).toBe(true);
	ana.close();
	wallboard.close();
});

describe("who looks at the same incident", () => {
	const looks = (feed: LiveFeed, incidentId: string | null) =>
		feed.send(JSON.stringify({ type: "looking", incidentId }));
	const words = (feed: LiveFeed) =>
		feed.messages
			.map((text) => JSON.parse(text))
			.filter(({ type }) => type === "presence")
			.map(({ userId, forMs }) => [userId, forMs > 0]);

	it("hears within a second that Ana looks too, and that she has left, whatever else is sent", async () => {
		const { id } = await make(instance, "/api/v1/incidents", { serviceId: shop.serviceId, title: "Slow" });
		const token = await tokenOf("responder");
		const [ana, bo, script] = [
			await listen(await signIn(instance, shop.anaId)),
			await listen(await signIn(instance, shop.boId)),
			await listen(token.headers),
		];
		looks(bo, id);
		for (const odd of ["{", "looking", "null"]) ana.send(odd);
		looks(script, id);
		const since = preciseNow();
		looks(ana, id);
		await eventually("Bo hears of Ana", () => words(bo).length > 0, 5_000, 10);
		expect(preciseNow() - since).toBeLessThan(1_000);
		await eventually("Ana hears of Bo, who was there before", () => words(ana).length > 0, 5_000, 10);
		expect(words(ana)).toEqual([[shop.boId, true]]);
		ana.close();
		await eventually("Bo hears that she is gone", () => words(bo).length > 1, 5_000, 10);
		expect(words(bo)).toEqual([
			[shop.anaId, true],
			[shop.anaId, false],
		]);
		expect(words(script)).toEqual([]);
		for (const feed of [bo, script]) feed.close();
	});
});
