/** The status page never claims more than is known: what is open and not published is "being checked". */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import { statusPage } from "../support/pages.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const PRIVATE = "db-17 is three minutes behind";
let world: World;
let search: string;

beforeAll(async () => {
	world = await startWorld({
		monitor: { severity: "P3", timeoutSeconds: 3, failureThreshold: 2, recoveryThreshold: 1 },
	});
	search = await world.addService("Search");
	await eventually("Checkout is known to be well", async () => (await monitor()).state === "up", 30_000);
	await world.instance.fireCron();
}, 90_000);
afterAll(() => world?.stop());

const monitor = () => world.client.read<{ state: string }>(`/api/v1/monitors/${world.ids.monitor}`);
const page = async () => (await statusPage(world)).text;
const says = (sentence: string, timeoutMs = 10_000) =>
	eventually(`the page says "${sentence}"`, async () => (await page()).includes(sentence), timeoutMs);

interface Summary {
	status: { indicator: string; description: string };
	components: { name: string; status: string }[];
	incidents: unknown[];
}
async function summary(): Promise<Summary> {
	return (await fetch(`${world.instance.url}/api/v2/summary.json`)).json();
}
const statusOf = async (name: string) => (await summary()).components.find((c) => c.name === name)?.status;
const resolve = (id: string) => world.instance.api("PUT", `/api/v1/incidents/${id}/resolution`, {});

describe("while Search has an open P3 that nobody published", () => {
	let id: string;
	beforeAll(async () => {
		await says("All systems operational");
		id = (await world.declare({ serviceId: search, title: PRIVATE, severity: "P3" })).id;
	});

	it("the page says that Search is being checked, and nowhere that everything works", async () => {
		await says("Search is being checked");
		const text = await page();
		expect(text).toContain("Being checked");
		expect(text).not.toMatch(/Everything (else )?works/);
		expect(text.match(/Operational/g)).toHaveLength(1);
	});

	it("the JSON follows what is published, and so tells nothing of it", async () => {
		expect(await statusOf("Search")).toBe("operational");
		expect((await summary()).status).toEqual({
			indicator: "none",
			description: "All Systems Operational",
		});
	});

	it("the badge and the feed do not claim that Search works", async () => {
		const badge = await (await fetch(`${world.instance.url}/badge.json`)).json();
		expect(badge).toMatchObject({ message: "being checked" });
		expect(await (await fetch(`${world.instance.url}/feed.atom`)).text()).toContain(
			"Search is being checked",
		);
	});

	it("nothing private is told: no title, severity, number or identifier", async () => {
		const paths = ["/", "/history", "/feed.json", "/api/v2/summary.json", "/api/v2/incidents.json"];
		for (const path of paths) {
			const text = await (await fetch(world.instance.url + path)).text();
			for (const secret of [PRIVATE, "db-17", id, '"P3"']) expect([path, text]).not.toContain(secret);
			expect(text).not.toContain(id);
			expect(text).not.toContain("db-17");
		}
		expect((await summary()).incidents).toEqual([]);
		expect((await fetch(`${world.instance.url}/incidents/${id}`)).status).toBe(404);
	});

	it("an outage of Checkout beside it does not make the rest work", async () => {
		const outage = await world.declare({ title: "Payments fail", severity: "P1" });
		await says("Checkout is down");
		const text = await page();
		expect(text).toContain("Search is being checked");
		expect(text).not.toMatch(/Everything (else )?works/);
		expect((await summary()).status.indicator).toBe("critical");
		await resolve(outage.id);
		await says("Search is being checked");
	});

	it("its end gives the page its good word back", async () => {
		await resolve(id);
		await says("All systems operational");
	});
});

describe("a P4 of Search", () => {
	it("is no greener in the JSON once it is published", async () => {
		const { id } = await world.declare({ serviceId: search, title: PRIVATE, severity: "P4" });
		await says("Search is being checked");
		const before = (await summary()).status;
		const update = { audience: "public", status: "investigating", message: "Some results are old." };
		expect((await world.instance.api("POST", `/api/v1/incidents/${id}/updates`, update)).status).toBe(200);
		await eventually("it is listed", async () => (await summary()).incidents.length === 1);
		expect((await summary()).status).toEqual(before);
		expect(before.indicator).toBe("none");
		await resolve(id);
		await says("All systems operational");
	});
});

describe("while a failing Checkout is being confirmed, without the database", () => {
	let tables: string[];
	let brokenAt: number;
	const pagesSince = (at: number) => world.push.records.filter((record) => record.at >= at);
	beforeAll(async () => {
		tables = await takeTablesAway(world.instance);
		brokenAt = preciseNow();
		await world.target.be({ status: 503 });
	});

	it("the page says so before there is an incident", async () => {
		await says("Checkout is being checked", 25_000);
		expect(pagesSince(brokenAt)).toEqual([]);
		expect(await statusOf("Checkout")).toBe("operational");
	}, 30_000);

	it("and while the incident that follows is not published", async () => {
		await world.people.ana.phone.waitForPage(brokenAt, 40_000);
		expect(await page()).toContain("Checkout is being checked");
		expect((await summary()).incidents).toEqual([]);
	}, 45_000);

	it("the age of the last check is not older than the outage that it found", async () => {
		const [, age] = /Checked (\d+) seconds? ago/.exec(await page()) ?? [];
		expect(Number(age)).toBeLessThan(15);
	});

	it("and works again only when the checks say so", async () => {
		await bringTablesBack(world.instance, tables);
		await world.target.be({ status: 200 });
		await says("All systems operational", 60_000);
	}, 70_000);
});
