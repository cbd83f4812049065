/** From the API to the incident: odd servers that are well wake nobody, and those that are not do. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireIncident } from "../support/client.ts";
import { type OddServer, OPEN, startOddServer } from "../support/odd-server.ts";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";
import { eventually } from "../support/wait.ts";

let server: OddServer;
let world: ServiceWorld;

beforeAll(async () => {
	server = await startOddServer();
	world = await startServiceWorld({ egressAllow: [server.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await server?.close();
});

const monitor = (name: string, path: string, more: object = {}) =>
	world.make("/api/v1/monitors", {
		name,
		serviceId: world.serviceId,
		kind: "http",
		target: server.at(path),
		intervalSeconds: 10,
		timeoutSeconds: 2,
		...more,
	});

describe("a team that monitors odd servers", () => {
	it("sees from everywhere, at once, that a login behind redirects works", async () => {
		const { id } = await monitor("Login", "/cookie", { paused: true });
		const { status, body } = await world.send("POST", `/api/v1/monitors/${id}/check`);
		expect(status).toBe(200);
		const items = body.items as { region: string; outcome: string }[];
		expect(items.map(({ region }) => region).toSorted()).toEqual(["apac", "enam", "weur"]);
		expect(new Set(items.map(({ outcome }) => outcome))).toEqual(new Set(["up"]));
	});

	it("is woken by those that are down, and by no other", async () => {
		const well = await Promise.all([
			monitor("Opening hours", "/latin1", { expect: { bodyContains: OPEN } }),
			monitor("Live feed", "/drips-for-ever"),
			monitor("One at a time", "/once-a-connection", { expect: { bodyContains: "well" } }),
			monitor("Moved ten times", "/hops?left=10"),
			monitor("Says nothing, compressed", "/empty-gzip"),
			monitor("Moved, as it should", "/moved", {
				request: { followRedirects: false },
				expect: { status: ["301"] },
			}),
		]);
		const broken = await Promise.all([
			monitor("In a circle", "/circle"),
			monitor("Broken off", "/half", { expect: { bodyContains: "well" } }),
			monitor("Not gzip at all", "/no-gzip", { expect: { bodyContains: "well" } }),
		]);
		const stateOf = async ({ id }: { id: string }) =>
			(await world.send("GET", `/api/v1/monitors/${id}`)).body.state;
		const states = (of: { id: string }[]) => Promise.all(of.map(stateOf));
		await eventually("every verdict", async () => !(await states([...well, ...broken])).includes("pending"));
		expect(await states(well)).toEqual(well.map(() => "up"));
		expect(await states(broken)).toEqual(broken.map(() => "down"));
		const incidents = await eventually("three incidents", async () => {
			const all: WireIncident[] = await world.client.incidents();
			return all.length >= broken.length && all;
		});
		expect(incidents.map(({ title }) => title.replace(/ is down.*/, "")).toSorted()).toEqual([
			"Broken off",
			"In a circle",
			"Not gzip at all",
		]);
	});
});
