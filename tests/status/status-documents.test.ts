import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/platform/rules/time.ts";
import { component, publicIncident, SHOP } from "../support/public-cast.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";

const OPEN = "inc_00000000000000000000000001";
const CLOSED = "inc_00000000000000000000000002";
const HIDDEN = "inc_00000000000000000000000003";
const now = Date.now();
let instance: PublicInstance;
// biome-ignore lint/suspicious/noExplicitAny: the shapes are what is asserted
const json = async (path: string): Promise<any> => (await instance.get(path)).json();

beforeAll(async () => {
	instance = await startPublic();
	const update = (id: string, at: number, status: "investigating" | "identified" | "resolved") => ({
		id,
		at,
		status,
		message: `We are ${status}.`,
	});
	await instance.publish(
		[...SHOP, component("Invoices", { group: "Money", position: 9 })],
		[
			publicIncident({
				incidentId: OPEN,
				severity: "P2",
				name: "Checkout is partly down",
				status: "identified",
				startedAt: now - minutes(20),
				updates: [
					update("upd_1", now - minutes(20), "investigating"),
					update("upd_2", now - minutes(5), "identified"),
				],
			}),
			publicIncident({
				incidentId: CLOSED,
				status: "resolved",
				startedAt: now - minutes(200),
				monitoringAt: now - minutes(160),
				resolvedAt: now - minutes(150),
				updates: [update("upd_3", now - minutes(150), "resolved")],
			}),
			publicIncident({ incidentId: HIDDEN, published: false, name: "hidden-canary" }),
		],
	);
});
afterAll(() => instance?.stop());

describe("the documents of the Statuspage API, version 2", () => {
	it("tell the status in its two words", async () => {
		const document = await json("/api/v2/status.json");
		expect(Object.keys(document)).toEqual(["page", "status"]);
		expect(Object.keys(document.page)).toEqual(["id", "name", "url", "time_zone", "updated_at"]);
		expect(document.status).toEqual({ indicator: "major", description: "Partial System Outage" });
	});

	it("list components with all the fields their consumers read, groups among them", async () => {
		const { components } = await json("/api/v2/components.json");
		const group = components.find((c: { group: boolean }) => c.group);
		const child = components.find((c: { name: string }) => c.name === "Invoices");
		expect(group).toMatchObject({
			name: "Money",
			status: "operational",
			components: [child.id],
			group_id: null,
		});
		expect(child.group_id).toBe(group.id);
		expect(Object.keys(child).sort()).toEqual(
			[
				..."id name status created_at updated_at position description showcase".split(" "),
				..."start_date group_id page_id group only_show_if_degraded".split(" "),
			].sort(),
		);
		const checkout = components.find((c: { name: string }) => c.name === "Checkout");
		expect(checkout.status).toBe("partial_outage");
	});

	it("tell an incident with its updates, newest first, and what it did to its component", async () => {
		const { incidents } = await json("/api/v2/incidents.json");
		expect(incidents.map((i: { id: string }) => i.id)).toEqual([OPEN, CLOSED]);
		const [open, closed] = incidents;
		expect(Object.keys(open).sort()).toEqual(
			[
				..."id name status impact created_at updated_at monitoring_at resolved_at".split(" "),
				..."shortlink started_at page_id incident_updates components".split(" "),
				..."postmortem_body postmortem_body_last_updated_at postmortem_published_at".split(" "),
			].sort(),
		);
		expect(open).toMatchObject({ impact: "major", status: "identified", resolved_at: null });
		expect(open.updated_at).toBe(new Date(now - minutes(5)).toISOString());
		expect(open.incident_updates.map((u: { status: string }) => u.status)).toEqual([
			"identified",
			"investigating",
		]);
		expect(open.incident_updates[1].affected_components).toEqual([
			{ code: "cmp_checkout", name: "Checkout", old_status: "operational", new_status: "partial_outage" },
		]);
		expect(closed).toMatchObject({ impact: "critical", status: "resolved" });
		expect(closed.incident_updates[0].affected_components[0].new_status).toBe("operational");
		expect(open.components.map((c: { id: string }) => c.id)).toEqual(["cmp_checkout"]);
	});

	it("keep open ones apart, and put everything into the summary", async () => {
		const unresolved = await json("/api/v2/incidents/unresolved.json");
		expect(unresolved.incidents.map((i: { id: string }) => i.id)).toEqual([OPEN]);
		const summary = await json("/api/v2/summary.json");
		expect(Object.keys(summary).sort()).toEqual(
			["components", "incidents", "page", "scheduled_maintenances", "status"].sort(),
		);
		expect(summary.incidents).toHaveLength(1);
	});

	it.each(["", "/active", "/upcoming"])("know no scheduled maintenances%s yet", async (which) => {
		expect((await json(`/api/v2/scheduled-maintenances${which}.json`)).scheduled_maintenances).toEqual([]);
	});

	it("may be read by any site, and by nobody's cookie", async () => {
		const { headers } = await instance.get("/api/v2/status.json", { origin: "https://aggregator.example" });
		expect(headers.get("access-control-allow-origin")).toBe("*");
		expect(headers.get("access-control-allow-credentials")).toBeNull();
		expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
	});
});

describe("a published review", () => {
	const TEXT = "# What broke\n\nThe pool was **full**. <b>Sorry</b>";
	const SOON = { timeout: 3_000 };
	const tell = (incidentId: string, changedAt: number, text: string | null) =>
		instance.api("POST", "/test/review", {
			...{ incidentId, changedAt, posted: text === null ? null : { at: now - minutes(1), text } },
		});
	const page = async () => (await instance.get(`/incidents/${CLOSED}`)).text();
	const closed = async () =>
		(await json("/api/v2/incidents.json")).incidents.find(({ id }: { id: string }) => id === CLOSED);

	it("is told with its incident on the page, in the document and in the feeds, until it is taken back", async () => {
		await tell(CLOSED, 2, TEXT);
		await expect.poll(page, SOON).toContain("<h2>Post-incident review</h2>");
		const html = await page();
		expect(html).toContain("<h3>What broke</h3>");
		expect(html).toContain("<strong>full</strong>. &lt;b&gt;Sorry&lt;/b&gt;");
		const told = await closed();
		expect(told).toMatchObject({ status: "postmortem", postmortem_body: TEXT });
		expect(told.incident_updates.map((u: { status: string }) => u.status)).toEqual([
			"postmortem",
			"resolved",
		]);
		expect(told.updated_at).toBe(told.postmortem_published_at);
		for (const feed of ["/feed.atom", "/feed.rss", "/feed.json"])
			expect(await (await instance.get(feed)).text()).toContain("What broke");

		await tell(CLOSED, 1, null);
		await tell(OPEN, 1, "told");
		const posted = async (id: string) =>
			(await json("/api/v2/incidents.json")).incidents.find((one: { id: string }) => one.id === id)
				.postmortem_body;
		await expect.poll(() => posted(OPEN), SOON).toBe("told");
		expect(await posted(CLOSED)).toBe(TEXT);
		await tell(CLOSED, 3, null);
		await expect.poll(page, SOON).not.toContain("Post-incident review");
		expect(await closed()).toMatchObject({ status: "resolved", postmortem_body: null });
		expect(await (await instance.get("/feed.atom")).text()).not.toContain("What broke");
	});

	it("of an incident that is not public is told nowhere", async () => {
		await tell(HIDDEN, 1, "review-canary");
		await tell(OPEN, 2, "told again");
		await expect
			.poll(async () => (await instance.get(`/incidents/${OPEN}`)).text(), SOON)
			.toContain("told again");
		for (const path of ["/", "/history", "/api/v2/incidents.json", "/feed.atom", `/incidents/${HIDDEN}`])
			expect([path, await (await instance.get(path)).text()]).not.toEqual([
				path,
				expect.stringContaining("review-canary"),
			]);
		expect((await instance.get(`/incidents/${HIDDEN}`)).status).toBe(404);
		await tell(OPEN, 3, null);
	});
});

describe("feeds and badges", () => {
	it("give an incident the same identifier for ever, with what was said last on top", async () => {
		const atom = await (await instance.get("/feed.atom")).text();
		expect(atom).toContain(`<id>tag:localhost,${new Date(now).getUTCFullYear()}:Incident/${OPEN}</id>`);
		expect(atom.indexOf("We are identified.")).toBeLessThan(atom.indexOf("We are investigating."));
		const rss = await instance.get("/feed.rss");
		expect(rss.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
		const text = await rss.text();
		expect(text).toContain("<![CDATA[Checkout was down]]>");
		for (const [path, own] of [
			["/history.rss", text],
			["/history.atom", atom],
		] as const)
			expect(await (await instance.get(path)).text()).toBe(own);
		const feed = await json("/feed.json");
		expect(feed.items.map((i: { title: string }) => i.title)).toEqual([
			"Checkout is partly down",
			"Checkout was down",
		]);
	});

	it("say it in one line that any site may show in a frame, and nothing else may be", async () => {
		const embedded = await instance.get("/embed");
		const policy = embedded.headers.get("content-security-policy");
		expect(policy).toContain("frame-ancestors *");
		expect((await instance.get("/")).headers.get("content-security-policy")).toContain(
			"frame-ancestors 'none'",
		);
		const html = await embedded.text();
		expect(html).toMatch(
			/<body><a class="word partial_outage" href="http:[^"]+\/" target="_blank" rel="noopener">/,
		);
		expect(html).toContain(">Checkout is partly down</a></body>");
	});

	it("say the status in a word", async () => {
		expect(await json("/badge.json")).toEqual({
			schemaVersion: 1,
			label: "status",
			message: "partial outage",
			color: "orange",
			isError: false,
		});
		const svg = await instance.get("/badge.svg");
		expect(svg.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
		expect(await svg.text()).toContain('aria-label="status: partial outage"');
	});
});

describe("what was not published", () => {
	it("is nowhere: not on a page, in a document, a feed or at its own address", async () => {
		const paths = [
			"/",
			"/history",
			"/api/v2/summary.json",
			"/api/v2/incidents.json",
			"/feed.atom",
			"/feed.rss",
			"/feed.json",
		];
		const texts = await Promise.all(paths.map(async (path) => (await instance.get(path)).text()));
		for (const text of texts) expect(text).not.toMatch(new RegExp(`hidden-canary|${HIDDEN}`));
		expect((await instance.get(`/incidents/${HIDDEN}`)).status).toBe(404);
	});

	it("disappears when it is taken back, and an older word of it does not bring it back", async () => {
		const path = `/incidents/${OPEN}`;
		expect((await instance.get(path)).status).toBe(200);
		await instance.api(
			"POST",
			"/test/incident",
			publicIncident({ incidentId: OPEN, seq: 50, published: false }),
		);
		await instance.api("POST", "/test/incident", publicIncident({ incidentId: OPEN, seq: 49 }));
		await expect.poll(async () => (await instance.get(path)).status).toBe(404);
		const indicator = async () => (await json("/api/v2/status.json")).status.indicator;
		await expect.poll(indicator).toBe("none");
		const over = { seq: 99, published: false, resolvedAt: Date.now() };
		for (const incidentId of [OPEN, HIDDEN])
			await instance.api("POST", "/test/incident", publicIncident({ incidentId, ...over }));
		await expect.poll(async () => (await instance.get("/")).text()).toContain("All systems operational");
	});
});

describe("a maintenance", () => {
	const ID = "mnt_01J00000000000000000000000";
	const one = (startsAt: number, endsAt: number, rest: object = {}) => ({
		...{
			id: ID,
			title: "New <database>",
			description: "Searching may be slow.",
			componentIds: ["cmp_search"],
		},
		...{ startsAt, endsAt, plannedStartsAt: startsAt, plannedEndsAt: endsAt, verifySeconds: 0 },
		...{ verifyingAt: null, createdAt: now - minutes(500), updatedAt: now - minutes(500), version: 1 },
		...{ monitorIds: ["mon_maintenance-canary"], recurrence: null },
		...rest,
	});
	const tell = (...all: object[]) => instance.api("POST", "/test/maintenances", all);
	const text = async (path: string) => (await instance.get(path)).text();
	const says = (path: string, words: string) => expect.poll(() => text(path)).toContain(words);
	const listed = async (name: string) =>
		(await json(`/api/v2/${name}.json`)).scheduled_maintenances.map((m: { status: string }) => m.status);

	it("is told while it is ahead, while it goes on, and when it is over", async () => {
		await tell(one(now + minutes(60), now + minutes(120)));
		await says("/", "Scheduled maintenance");
		expect(await text("/")).toContain("New &lt;database&gt;");
		expect(await listed("scheduled-maintenances/upcoming")).toEqual(["scheduled"]);
		expect(await listed("scheduled-maintenances/active")).toEqual([]);

		await tell(one(now - minutes(30), now + minutes(120)));
		await says("/", "In progress · Search");
		expect(await listed("scheduled-maintenances/active")).toEqual(["in_progress"]);
		const { components, status, scheduled_maintenances } = await json("/api/v2/summary.json");
		const search = components.find((c: { id: string }) => c.id === "cmp_search");
		expect(search.status).toBe("under_maintenance");
		expect(status).toEqual({ indicator: "maintenance", description: "Service Under Maintenance" });
		expect(scheduled_maintenances[0]).toMatchObject({
			impact: "maintenance",
			components: [{ name: "Search" }],
		});

		expect(await text("/history")).not.toContain("New &lt;database");
		await tell(one(now - minutes(30), now - minutes(10)));
		await says(`/maintenances/${ID}`, "Completed: New");
		expect(await text("/")).toContain("Past maintenance");
		expect(await listed("scheduled-maintenances")).toEqual(["completed"]);
		const month = new Date(now - minutes(10)).toISOString().slice(0, 7);
		expect(await text(`/history?month=${month}`)).toContain("Completed: New &lt;database&gt;");
		const entry = (await json("/feed.json")).items.find(({ id }: { id: string }) =>
			id.endsWith(`Maintenance/${ID}`),
		);
		expect(entry).toMatchObject({
			title: "Completed: New <database>",
			url: expect.stringContaining(`/maintenances/${ID}`),
		});
		expect(entry.content_html).toMatch(
			/Affects Search\..*Completed.*In progress.*Scheduled.*Searching may be slow/s,
		);
		expect((await json("/api/v2/status.json")).status.indicator).toBe("none");
	});

	it("is in the calendar, and nothing of its monitors is told anywhere", async () => {
		const calendar = await instance.get("/maintenances.ics");
		expect(calendar.headers.get("content-type")).toContain("text/calendar");
		expect(await calendar.text()).toContain(`UID:${ID}@tocsin`);
		const paths = [
			"/",
			"/history",
			"/feed.atom",
			`/maintenances/${ID}`,
			"/maintenances.ics",
			"/api/v2/scheduled-maintenances.json",
		];
		for (const path of paths) expect(await text(path)).not.toContain("maintenance-canary");
		const copy = (await instance.api("GET", "/test/copy")).body;
		expect(JSON.stringify(copy)).not.toContain("maintenance-canary");
		expect((await instance.get("/maintenances/mnt_01J00000000000000000000009")).status).toBe(404);
		await tell();
		await expect.poll(() => text("/")).not.toContain("Past maintenance");
	});
});

describe("a component's page", () => {
	it("tells how it is and was, without a script, and is the same page by its identifier", async () => {
		const answer = await instance.get("/components/checkout");
		const text = await answer.text();
		expect([answer.status, text.match(/<ol class="bars"/g)?.length]).toEqual([200, 1]);
		expect(text).toContain("<h1>Checkout</h1>");
		expect(text).not.toContain("<script");
		const etag = answer.headers.get("etag") ?? "";
		expect((await instance.get("/components/checkout", { "if-none-match": etag })).status).toBe(304);
		const byId = await instance.get("/components/cmp_checkout");
		expect([byId.status, byId.headers.get("location")]).toEqual([302, "/components/checkout"]);
		expect((await instance.get("/components/nothing")).status).toBe(404);
		expect(await (await instance.get("/")).text()).toContain('href="/components/checkout"');
	});
});

describe("what is over", () => {
	it.each(["/", "/history", "/components/checkout", `/incidents/${CLOSED}`])(
		"is told in the past tense on %s",
		async (path) => {
			const text = (await (await instance.get(path)).text()).replace(/<[^>]+>/g, "\n");
			expect(text).toContain("\nCheckout was down\n");
			expect(text).not.toContain("Checkout is down");
		},
	);

	it("keeps its name in the JSON", async () => {
		const { incidents } = await json("/api/v2/incidents.json");
		expect(incidents.find((i: { id: string }) => i.id === CLOSED).name).toBe("Checkout is down");
	});
});

describe("a part of the checks that has lost its last monitor", () => {
	const says = (words: string) =>
		expect.poll(async () => (await instance.get("/")).text()).toContain(`<h1>${words}</h1>`);
	const heard = async (services: object[], isComplete: boolean) => {
		const slices = services.length > 0 ? [{ watch: "slice-1", services }] : [];
		const checks = { lastCheckedAt: Date.now(), regions: 3, slices, isComplete };
		await instance.api("POST", "/test/tick", checks);
		await instance.api("POST", "/test/components", SHOP);
	};

	it("leaves nothing in doubt, although its last word was lost", async () => {
		await heard([{ serviceId: "cmp_search", standing: "checking" }], true);
		await says("Search is being checked");
		await heard([], false);
		await says("Search is being checked");
		await heard([], true);
		await says("All systems operational");
	});
});
