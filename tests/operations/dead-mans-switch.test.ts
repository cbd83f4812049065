/** The outside switch hears from us only while detecting, paging and the tick itself work. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import type { WireIncident } from "../support/client.ts";
import { serveLoopback } from "../support/loopback.ts";
import { preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let beats = 0;
let incident: WireIncident;
const outside = await serveLoopback((_request, response) => {
	beats++;
	response.end("thanks");
});

beforeAll(async () => {
	world = await startWorld({
		levels: [{ page: ["ana"], afterSeconds: 600 }],
		egressAllow: [outside.hostPort],
		instance: {
			entry: "broken-objects",
			env: { HEARTBEAT_URL: `http://${outside.hostPort}/beat` },
		},
	});
	incident = await world.declare();
});
afterAll(async () => {
	await world?.stop();
	await outside.close();
});

async function tickWith(...what: string[]) {
	const query = new URLSearchParams(what.map((name) => ["what", name]));
	await fetch(`${world.instance.url}/break?${query}`);
	const before = beats;
	await world.instance.fireCron();
	const { status, body } = await world.instance.api("GET", "/healthz/deep", undefined, { authorization: "" });
	return { beats: beats - before, status, body };
}

describe("F66: the dead man's switch", () => {
	it("hears from us at every minute while all is well", async () => {
		for (let minute = 0; minute < 2; minute++)
			expect(await tickWith()).toMatchObject({ beats: 1, status: 200, body: { late: [], broken: [] } });
	});

	it.each([
		["incident", "incidents"],
		["desk", "desks"],
		["watch", "watches"],
		["publication", "publication"],
		["live", "live"],
		["vault", "tick"],
	])("hears nothing while every %s breaks, and /healthz/deep names the part", async (what, part) => {
		const seen = await tickWith(what);
		expect(seen.beats).toBe(0);
		expect(seen.body).toMatchObject({ late: [part], broken: [{ part, failed: 1 }] });
		expect(seen.status).toBe(503);
		expect(await tickWith()).toMatchObject({ beats: 1, status: 200 });
	});

	it("counts how many incidents do not wake", async () => {
		await world.declare();
		const { body } = await tickWith("incident");
		expect(body.broken).toEqual([{ part: "incidents", failed: 2 }]);
	});

	it("is not silenced by the database, which /healthz/deep names by itself", async () => {
		const tables = await takeTablesAway(world.instance);
		const seen = await tickWith();
		await bringTablesBack(world.instance, tables);
		expect(seen).toMatchObject({ beats: 1, status: 503, body: { late: ["database"], broken: [] } });
	});
});

describe("an incident that hangs", () => {
	it("is not hidden, and does not keep its neighbours from their turn", async () => {
		const others = await Promise.all(Array.from({ length: 25 }, () => world.declare()));
		const startedAt = preciseNow();
		const { beats: heard, body } = await tickWith(`hang:${incident.id}`, `hang:${others[0]?.id}`);
		expect(preciseNow() - startedAt).toBeLessThan(25_000);
		expect(heard).toBe(0);
		expect(body.broken).toEqual([{ part: "incidents", failed: 2 }]);
		expect((await tickWith()).beats).toBe(1);
	});
});
