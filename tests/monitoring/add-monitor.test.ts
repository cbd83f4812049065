/** Adding a monitor: tried first, proposed in words, saved only when it is confirmed; on every size of screen. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TARGETS } from "../../app/screens/monitoring/targets.ts";
import { lost, smallTargets } from "../support/app-site.ts";
import { axeFindings, DESKTOP, NARROWEST, newPage, openBrowser, PHONE } from "../support/browser.ts";
import { type DnsServer, dnsAnswer, startDnsServer } from "../support/dns-server.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { letIn } from "../support/newcomer.ts";
import { type OddSockets, startOddSockets } from "../support/odd-sockets.ts";
import { soak } from "../support/runs.ts";
import { signIn } from "../support/session.ts";
import { startTarget, type Target } from "../support/target.ts";

const SIZES = [NARROWEST, PHONE, { width: 844, height: 390 }, DESKTOP];
const KINDS = ["monitors", "services", "components", "escalation-policies"] as const;
let target: Target;
let sockets: OddSockets;
let resolver: DnsServer;
let instance: Instance;
let browser: Browser;
let origin: string;
let session: Record<string, string>;
let page: Page;

beforeAll(async () => {
	const mail = dnsAnswer(0, [{ name: "shop.example", type: 15, data: [0, 10, 4, 109, 97, 105, 108, 0] }]);
	[target, sockets, resolver, browser] = await Promise.all([
		startTarget(),
		startOddSockets(),
		startDnsServer(() => mail),
		openBrowser(),
	]);
	instance = await startInstance({
		egressAllow: [target.hostPort, sockets.hostPort, resolver.hostPort],
		env: { DNS_RESOLVERS: resolver.url },
	});
	origin = `http://localhost:${instance.port}`;
	const ana = { name: "Ana", email: "ana@shop.example", role: "admin" };
	const { id } = (await instance.api("POST", "/api/v1/users", ana)).body;
	session = await signIn(instance, id);
	const policy = await made("escalation-policies", {
		name: "Shop on call",
		levels: [{ targets: [{ kind: "user", id }], escalateAfterSeconds: 300 }],
	});
	await made("services", { name: "Payments", escalationPolicyId: policy, defaultSeverity: "P1" });
});
afterAll(async () => {
	await browser?.close();
	await instance?.stop();
	await Promise.all([target?.close(), sockets?.close(), resolver?.close()]);
});
beforeEach(() => target.be("well"));
afterEach(() => page?.context().close());

async function made(kind: string, body: object): Promise<string> {
	return (await instance.api("POST", `/api/v1/${kind}`, body)).body.id;
}
const list = async (kind: string) => (await instance.api("GET", `/api/v1/${kind}`)).body.items;
const counts = async () => Promise.all(KINDS.map(async (kind) => (await list(kind)).length));
/** A press waits as long as a person does: what came, moved or changed a moment ago takes none. */
const press = async (name: string) => {
	const act = page.getByRole("button", { name, exact: true });
	await act.scrollIntoViewIfNeeded();
	await act.click();
};

async function openAt(path: string, heading: string, viewport = PHONE): Promise<void> {
	page = await newPage(browser, { viewport, reducedMotion: "reduce", serviceWorkers: "block" });
	await letIn(page.context(), origin, session);
	await page.goto(`${origin}/app${path}`);
	await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}
async function sheet(viewport = PHONE): Promise<void> {
	await openAt("/monitors", "Monitors", viewport);
	await page.getByRole("button", { name: "Add" }).first().click();
}
async function check(address: string): Promise<void> {
	await page.getByLabel(TARGETS).fill(address);
	await press("Check now");
}

describe("an address that Ana checks", () => {
	it("is looked at, and nothing is saved: not before she confirms, and not when she closes", async () => {
		const before = await counts();
		await sheet();
		await check(target.url);
		await page.getByText("Responding", { exact: true }).waitFor();
		await page.getByText("Nothing is saved yet.").waitFor();
		expect(await counts()).toEqual(before);
		await press("Close");
		await page.getByRole("dialog").waitFor({ state: "detached" });
		expect(await counts()).toEqual(before);
	});

	it("does not go to a P1 service that has nothing to do with it, and nothing of it is public", async () => {
		await sheet();
		await check(`${target.url}health/search`);
		await page.getByText("Responding", { exact: true }).waitFor();
		expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Search");
		expect(await page.getByLabel("Service", { exact: true }).inputValue()).toBe("new");
		expect(await page.getByRole("radio", { name: "P2" }).isChecked()).toBe(true);
		await page.getByText(/^Service degraded: /).waitFor();
		await page
			.getByText("Adding it creates the service “Search”: an outage is a P2, and it isn’t public.")
			.waitFor();
		expect(await page.getByRole("switch", { name: "Show on the status page" }).isChecked()).toBe(false);
		await page.getByLabel("Name", { exact: true }).fill("Product search");
		await press("Add monitor");
		await page.getByRole("heading", { level: 1, name: "Product search" }).waitFor();
		const service = (await list("services")).find((one: { name: string }) => one.name === "Product search");
		expect(service).toMatchObject({ defaultSeverity: "P2", componentId: null });
		const [monitor] = await list("monitors");
		expect(monitor).toMatchObject({ serviceId: service.id, paused: false, intervalSeconds: 30 });
		expect(await list("components")).toEqual([]);
		expect(await (await fetch(instance.url)).text()).not.toMatch(/Product search|127\.0\.0\.1/);
	});

	it("says what belonging to an existing service means, in words", async () => {
		await sheet();
		await check("http://127.0.0.1:1/");
		await page.getByLabel(TARGETS).fill(target.url);
		await press("Check now");
		await page.getByLabel("Service", { exact: true }).selectOption({ label: "Payments" });
		await page.getByText("It will belong to “Payments”: an outage is a P1.").waitFor();
		await page.getByText(/An outage is a P1\. Service down or core features unusable\./).waitFor();
		await page.getByText(/It isn’t shown on the status page/).waitFor();
		expect(await page.getByRole("switch").count()).toBe(0);
	});

	it("is public only by the switch, under the name that she gives", async () => {
		await sheet();
		await check(target.url);
		await page.getByLabel("Service", { exact: true }).selectOption({ label: "A new service" });
		await page.getByLabel("Name", { exact: true }).fill("web-01 check");
		await page.getByLabel("Service name").fill("Storefront backend");
		await page.getByRole("switch", { name: "Show on the status page" }).click();
		expect(await page.getByLabel("Public name").inputValue()).toBe("Storefront backend");
		await page.getByLabel("Service name").fill("web-01.shop.example");
		expect(await page.getByLabel("Public name").inputValue()).toBe("");
		await page.getByLabel("Public name").fill("The shop");
		await page.getByText("Customers read “The shop is down”").waitFor();
		await press("Add monitor");
		await page.getByRole("heading", { level: 1, name: "web-01 check" }).waitFor();
		expect((await list("components")).map((one: { name: string }) => one.name)).toEqual(["The shop"]);
		const shown = async () => (await fetch(instance.url)).text();
		await expect.poll(shown).toContain("The shop");
		expect(await shown()).not.toMatch(/web-01/);
	});
});

describe("a service that is private", () => {
	it("is shown to the public by a name that is asked for, and taken back again", async () => {
		const [payments] = await list("services");
		const shown = async () => (await fetch(instance.url)).text();
		await openAt(`/services/${payments.id}`, "Payments");
		await press("Edit");
		await page.getByLabel("Public name").fill("Paying by card");
		await press("Show on status page");
		await press("Hide from status page");
		await page.getByLabel("Public name").waitFor();
		expect((await list("components")).map((one: { name: string }) => one.name)).not.toContain(
			"Paying by card",
		);
		await page.getByLabel("Public name").fill("Paying");
		await press("Show on status page");
		await page.getByRole("button", { name: "Hide from status page" }).waitFor();
		await expect.poll(shown).toContain("Paying");
		expect(await axeFindings(page)).toEqual([]);
	});
});

describe("an address that is no web page", () => {
	it("is told what only its kind can be told: what a WebSocket is sent, and what it must say", async () => {
		await sheet();
		await page.getByLabel(TARGETS).fill(sockets.at("/echo"));
		await page.getByLabel("Message to send").fill("ping");
		await page.getByLabel("Expected text").fill("you said ping");
		await press("Check now");
		await page.getByText("Responding", { exact: true }).waitFor();
		await press("Add monitor");
		await page.getByText("Sends a message and expects one with “you said ping”.").waitFor();
		await press("Edit");
		await page.getByLabel("Message to send").fill("ping again");
		await page.getByLabel("Expected text").fill("ping again");
		expect(await axeFindings(page)).toEqual([]);
		await press("Save");
		await page.getByText("Sends a message and expects one with “ping again”.").waitFor();
		const saved = (await list("monitors")).find(({ kind }: { kind: string }) => kind === "websocket");
		expect(saved).toMatchObject({ request: { body: "ping again" }, expect: { bodyContains: "ping again" } });
	});
});

describe("a name that Ana checks", () => {
	it("is looked up for what she expects, and what came instead is shown", async () => {
		await sheet();
		await page.getByLabel(TARGETS).fill("dns:shop.example");
		await page.getByLabel("Record type").selectOption("MX");
		await page.getByLabel("Expected records").fill("mail.example");
		await press("Check now");
		await page.getByText("Must be a value of type MX, such as 10 mail.shop.example").waitFor();
		await page.getByLabel("Expected records").fill("10 mail.example");
		await press("Check now");
		await page
			.getByText(/1 MX record in \d+ ms, not as expected: 10 mail/)
			.first()
			.waitFor();
		await press("Edit address");
		await page.getByLabel("Expected records").fill("10 mail");
		await page.getByLabel("The answer must have").selectOption({ label: "These and no others" });
		await press("Check now");
		await page.getByText("Responding", { exact: true }).waitFor();
		await press("Add monitor");
		await page.getByText("Expects exactly the MX records 10 mail.").waitFor();
		expect(await axeFindings(page)).toEqual([]);
		const saved = (await list("monitors")).find(({ kind }: { kind: string }) => kind === "dns");
		const records = { op: "equals", values: ["10 mail"] };
		expect(saved).toMatchObject({
			...{ target: "shop.example", request: { recordType: "MX" }, expect: { records } },
		});
	});
});

describe("an address that fails", () => {
	it("is saved only on purpose, and says what will happen", async () => {
		const before = await counts();
		await target.be({ status: 503 });
		await openAt("/setup/monitor", "What should we monitor?");
		await check(`${target.url}cart`);
		await page.getByText("Not responding", { exact: true }).waitFor();
		await page.getByText("It fails right now. If you add it anyway, an incident opens at once.").waitFor();
		expect(await counts()).toEqual(before);
		await press("Edit address");
		expect(await page.getByLabel(TARGETS).inputValue()).toBe(`${target.url}cart`);
		await press("Check now");
		await press("Add anyway");
		await page.getByText("Monitored from now on.").waitFor();
		expect((await list("monitors")).length).toBe((before[0] ?? 0) + 1);
		await page.getByRole("button", { name: "Next" }).waitFor();
	});

	it("does not make a second service when saving the monitor failed and she tries again", async () => {
		const before = await counts();
		await sheet();
		await check(target.url);
		await page.getByLabel("Service", { exact: true }).selectOption({ label: "A new service" });
		await page.getByLabel("Name", { exact: true }).fill("Twice");
		await page.route("**/api/v1/monitors", (route) =>
			route.request().method() === "POST" ? route.abort("internetdisconnected") : route.fallback(),
		);
		await press("Add monitor");
		await page.getByText(/isn’t confirmed that this was saved/).waitFor();
		await page.unroute("**/api/v1/monitors");
		await press("Add monitor");
		await page.getByRole("heading", { level: 1, name: "Twice" }).waitFor();
		const after = await counts();
		expect([after[0], after[1]]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
	});
});

describe("without a network", () => {
	it("says so, and that nothing was saved", async () => {
		await sheet();
		// An answer that is still on its way would say that there is a network.
		await page.waitForLoadState("networkidle");
		await page.context().setOffline(true);
		await page.getByText(/^You’re offline\./).waitFor();
		await check(target.url);
		await page.getByText("You’re offline, so the address can’t be checked. Nothing was saved.").waitFor();
		await page.context().setOffline(false);
		await press("Check now");
		await page.getByText("Responding", { exact: true }).waitFor();
	});
});

/** Both ways to the form in the soak; otherwise each at two of the four sizes. */
const waysAt = (viewport: (typeof SIZES)[number]) =>
	["/setup/monitor", "/monitors"].filter((_, i) => soak || SIZES.indexOf(viewport) % 2 === i);

describe.each(SIZES)("on $width × $height", (viewport) => {
	it("fits, every target is large enough, and nothing is inaccessible", async () => {
		for (const path of waysAt(viewport)) {
			if (path === "/monitors") await sheet(viewport);
			else await openAt(path, "What should we monitor?", viewport);
			await check(target.url);
			await page.getByText("Responding", { exact: true }).waitFor();
			await page.getByLabel("Service", { exact: true }).selectOption({ label: "A new service" });
			await page.getByRole("switch", { name: "Show on the status page" }).click();
			await page.getByLabel("Public name").waitFor();
			expect(await lost(page)).toEqual([]);
			const act = await page.getByRole("button", { name: "Add monitor" }).boundingBox();
			if (viewport.width < 1_100)
				expect([path, act && act.y + act.height <= viewport.height]).toEqual([path, true]);
			// The rail of a desktop is for a mouse.
			expect(await smallTargets(page, viewport.width > 1_100 ? 36 : 44)).toEqual([]);
			expect(await axeFindings(page)).toEqual([]);
			await page.context().close();
		}
	});
});
