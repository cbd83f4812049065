/** What Ana can do about an incident from her phone besides acknowledging it, each told on the timeline. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lost, smallTargets } from "../support/app-site.ts";
import { axeFindings, openBrowser } from "../support/browser.ts";
import { pushesOf } from "../support/pages.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let browser: Browser;
let ana: AppScreenOf;
let id: string;

beforeAll(async () => {
	[world, browser] = await Promise.all([startWorld(), openBrowser()]);
	id = (await world.declare({ title: "Payments fail", severity: "P2" })).id;
	ana = await openApp(browser, world.instance, world.people.ana.id);
	await ana.go(`/incidents/${id}`);
	await ana.page.locator(".timeline li").first().waitFor();
}, 90_000);
afterAll(async () => {
	await browser?.close();
	await world?.stop();
});

const dialog = () => ana.page.getByRole("dialog");
const act = (name: string) => dialog().getByRole("button", { name, exact: true });
const says = (text: string | RegExp) => ana.page.locator(".timeline").getByText(text).first().waitFor();
const told = async (type: string) => (await world.client.timeline(id)).filter((event) => event.type === type);

/** From More, as a thumb does it; on a sheet that is whole, large enough, and accessible. */
async function open(name: RegExp): Promise<void> {
	await ana.page.getByRole("button", { name: "More", exact: true }).click();
	const row = dialog().getByRole("button", { name });
	await row.scrollIntoViewIfNeeded();
	await row.click();
	await dialog().locator("form").waitFor();
	expect(await axeFindings(ana.page)).toEqual([]);
	expect(await lost(ana.page)).toEqual([]);
	expect(await smallTargets(ana.page)).toEqual([]);
}

async function send(name: string): Promise<void> {
	await act(name).click();
	await dialog().waitFor({ state: "detached" });
}

const boPages = () => {
	const { endpoint } = world.people.bo.phone.subscription;
	return pushesOf(world, "page", id).filter((one) => one.endpoint === endpoint).length;
};

describe("from More, on a phone", () => {
	it("Ana links another incident, and both tell it", async () => {
		const other = await world.declare({ title: "Search is slow", severity: "P4" });
		await ana.page.getByRole("button", { name: "More", exact: true }).click();
		await dialog()
			.getByRole("button", { name: /^Around this incident/ })
			.click();
		await ana.page.getByRole("button", { name: "Link an incident" }).click();
		const sheet = ana.page.getByRole("dialog", { name: "Link an incident" });
		await sheet.getByRole("radio", { name: /Search is slow/ }).check();
		expect(await axeFindings(ana.page)).toEqual([]);
		await sheet.getByRole("button", { name: `Link #${other.number}` }).click();
		await sheet.waitFor({ state: "detached" });
		expect((await world.client.timeline(other.id)).map(({ type }) => type)).toContain("linked");
		await ana.page.getByRole("button", { name: `Remove the link to #${other.number}` }).waitFor();
		expect(await smallTargets(ana.page)).toEqual([]);
		await act("Close").click();
		await dialog().waitFor({ state: "detached" });
		await says(`You linked #${other.number}`);
	});

	it("Ana pages Bo in, after a sheet that names him", async () => {
		const before = boPages();
		await open(/Page someone in/);
		expect(await act("Page").isDisabled()).toBe(true);
		await dialog().getByRole("checkbox", { name: /^Bo/ }).check();
		await dialog()
			.getByText(/^Pages Bo right away, at any hour/)
			.waitFor();
		expect(boPages()).toBe(before);
		await send("Page Bo");
		await eventually("Bo's page", () => boPages() > before);
		await says(/^You added Bo/);
	});

	it("Ana gives it a better title", async () => {
		await open(/Change title/);
		expect(await act("Save title").isDisabled()).toBe(true);
		await dialog().getByRole("textbox", { name: "Title" }).fill("Card payments fail");
		await send("Save title");
		await ana.page.getByRole("heading", { name: "Card payments fail" }).waitFor();
		await says("You changed the title");
	});

	it("Ana makes Bo scribe and herself lead, and nobody is paged for it", async () => {
		const before = boPages();
		await open(/^Roles/);
		await dialog().getByRole("button", { name: "Make me lead" }).click();
		await dialog().getByRole("combobox", { name: "Scribe" }).selectOption({ label: world.people.bo.name });
		await send("Save roles");
		await eventually("both roles", async () => (await told("role_assigned")).length === 2);
		expect((await told("role_assigned")).map(({ data }) => data.role)).toEqual(["lead", "scribe"]);
		expect(boPages()).toBe(before);
	});

	it("Ana hands it over: Bo is paged again and leads", async () => {
		const before = boPages();
		await open(/^Reassign/);
		await dialog().getByRole("radio", { name: /^Bo/ }).check();
		await dialog()
			.getByText(/makes them incident lead/)
			.waitFor();
		await send("Reassign to Bo");
		await eventually("Bo's second page", () => boPages() > before);
		const { lead } = await world.client.read<{ lead: { id: string } | null }>(`/api/v1/incidents/${id}`);
		expect(lead?.id).toBe(world.people.bo.id);
	});

	it("Ana snoozes it, which acknowledges it for her", async () => {
		await open(/^Snooze/);
		await dialog().getByText("1 h", { exact: true }).click();
		await dialog()
			.getByText(/This acknowledges the incident for you/)
			.waitFor();
		await dialog()
			.getByRole("button", { name: /^Snooze until/ })
			.click();
		await dialog().waitFor({ state: "detached" });
		const [snoozed] = await eventually("the snooze", async () => {
			const all = await told("snoozed");
			return all.length > 0 && all;
		});
		expect(Number(snoozed?.data.seconds)).toBeGreaterThan(3_590);
		expect((await world.client.incident(id)).acknowledgedBy?.id).toBe(world.people.ana.id);
	});

	it("Ana's note keeps its words, and links nothing but the web", async () => {
		await open(/Add a note/);
		const text = "See https://grafana.example/d/7, not javascript:alert(1).";
		await dialog().getByRole("textbox", { name: "Note" }).fill(text);
		await send("Add note");
		const note = ana.page.locator("blockquote", { hasText: "grafana" });
		await note.waitFor();
		expect(await note.innerText()).toBe(text);
		const links = await note
			.getByRole("link")
			.evaluateAll((all) =>
				all.map((link) => [link.getAttribute("href"), link.getAttribute("rel"), link.getAttribute("target")]),
			);
		expect(links).toEqual([["https://grafana.example/d/7", "noopener noreferrer", "_blank"]]);
	});
});
