/** Bo at a desk, with nothing but the keyboard, on a real instance. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { STEADY_MS } from "../../app/parts/steady.ts";
import { byKeys, FOREMOST, past, sceneOf, TASKS, tidy } from "../e2e/walk/walk.ts";
import { lost } from "../support/app-site.ts";
import { axeFindings, DESKTOP, openBrowser } from "../support/browser.ts";
import { soak } from "../support/runs.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const TITLES = ["Payments fail", "Search is slow", "Images are missing"];

let world: World;
let browser: Browser;
let bo: AppScreenOf;
let numbers: number[];

beforeAll(async () => {
	[world, browser] = await Promise.all([startWorld(), openBrowser()]);
	const declared: { number: number }[] = [];
	for (const title of TITLES) declared.push(await world.declare({ title, severity: "P2" }));
	numbers = declared.map(({ number }) => number);
	bo = await openApp(browser, world.instance, world.people.bo.id, { viewport: DESKTOP });
	await bo.page.goto(`http://localhost:${world.instance.port}/app/incidents`);
	await row(TITLES[2]!).waitFor();
}, 90_000);
afterAll(async () => {
	await browser?.close();
	await world?.stop();
});

const row = (title: string) => bo.page.locator("tr[data-id]", { hasText: title });
const keys = async (...names: string[]) => {
	for (const name of names) await bo.page.keyboard.press(name);
};
const focused = () => bo.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
const path = () => bo.page.evaluate(() => location.pathname + location.search);
const titles = () => bo.page.locator("tr[data-id] [data-row]").allInnerTexts();

describe("the incidents of a desk, by the keyboard alone", () => {
	it("are walked, and left and found again with the focus where it was", async () => {
		await keys("j");
		await expect.poll(focused).toContain(TITLES[2]);
		await keys("ArrowDown", "ArrowDown", "k");
		await expect.poll(focused).toContain(TITLES[1]);
		await keys("?");
		await bo.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
		expect(await axeFindings(bo.page)).toEqual([]);
		await keys("Escape");
		await bo.page.getByRole("dialog").waitFor({ state: "detached" });
		await expect.poll(focused).toContain(TITLES[1]);
		await keys("Enter");
		await expect.poll(path).toMatch(/^\/app\/incidents\/inc_/);
		await keys("g", "i");
		await expect.poll(path).toBe("/app/incidents");
		await row(TITLES[0]!).waitFor();
	});

	it("keep their order and their search in the address, and a view of both on the device", async () => {
		await keys("/");
		await bo.page.keyboard.type("payments");
		await expect.poll(path).toBe("/app/incidents?q=payments");
		await expect.poll(titles).toHaveLength(1);
		await bo.page.getByRole("button", { name: "Save view" }).press("Enter");
		await bo.page.keyboard.type("Payments");
		await keys("Enter");
		await bo.page.getByRole("button", { name: "All", exact: true }).press("Enter");
		await expect.poll(titles).toHaveLength(3);
		await bo.page.getByRole("button", { name: "Title", exact: true }).press("Enter");
		await expect.poll(path).toBe("/app/incidents?sort=title");
		expect((await titles()).map((text) => text.replace(/^\S+\s+/, ""))).toEqual(TITLES.toSorted());
		await bo.page.reload();
		await bo.page.getByRole("button", { name: "Payments", exact: true }).press("Enter");
		await expect.poll(titles).toHaveLength(1);
		await bo.page.getByRole("button", { name: "All", exact: true }).press("Enter");
		await expect.poll(titles).toHaveLength(3);
	});

	it("are acknowledged two at once, after a question, and one by its own key", async () => {
		expect(await axeFindings(bo.page)).toEqual([]);
		expect(await lost(bo.page)).toEqual([]);
		await row(TITLES[2]!).locator("[data-row]").focus();
		await keys("x", "j", "x", "a");
		const dialog = bo.page.getByRole("dialog", { name: "Acknowledge 2 incidents?" });
		await dialog.waitFor();
		expect((await world.client.incident(await idOf(0))).state).toBe("triggered");
		await sleep(STEADY_MS + 50);
		await dialog.getByRole("button", { name: "Acknowledge 2 incidents" }).press("Enter");
		await dialog.waitFor({ state: "detached" });
		await row(TITLES[1]!).getByText("You have it").waitFor();
		await row(TITLES[2]!).getByText("You have it").waitFor();
		expect(await row(TITLES[0]!).getByText("Not acknowledged").count()).toBe(1);
		await row(TITLES[0]!).locator("[data-row]").focus();
		await keys("a");
		await row(TITLES[0]!).getByText("You have it").waitFor();
	});

	it("are merged, and changed together: what could not be changed is told with the reason", async () => {
		const made: { id: string; number: number }[] = [];
		for (const title of ["Cart is empty", "Cart is slow", "Mail is late"])
			made.push(await world.declare({ title, severity: "P2" }));
		const [cart, slow, mail] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]];
		/** As somebody does who looks whether the key was taken: the list may be drawn anew at that moment. */
		const choose = async (...titles: string[]) => {
			for (const title of titles)
				await expect
					.poll(async () => {
						if (await row(title).getByRole("checkbox").isChecked()) return true;
						await row(title).locator("[data-row]").focus();
						await keys("x");
						return row(title).getByRole("checkbox").isChecked();
					})
					.toBe(true);
		};
		const act = (name: string) => bo.page.getByRole("button", { name, exact: true });
		await bo.page.reload();
		await row("Mail is late").waitFor();
		await choose("Cart is empty", "Cart is slow");
		await act("Merge").click();
		const dialog = bo.page.getByRole("dialog", { name: "Merge 2 incidents" });
		await dialog.getByRole("radio", { name: /Cart is empty/ }).check();
		expect(await axeFindings(bo.page)).toEqual([]);
		await dialog.getByRole("button", { name: `Merge into #${cart.number}` }).click();
		await bo.page.getByText("1 incident merged").waitFor();
		// What was chosen for that is let go of.
		await expect.poll(() => row("Cart is empty").getByRole("checkbox").isChecked()).toBe(false);
		expect(await world.client.incident(slow.id)).toMatchObject({ mergedInto: { id: cart.id } });
		await choose("Cart is empty", "Mail is late");
		await act("Change severity").click();
		const severity = bo.page.getByRole("dialog", { name: "Change severity of 2 incidents" });
		const titles = () => bo.page.locator("dialog[open] h2").allInnerTexts();
		await expect.poll(titles).toEqual(["Change severity of 2 incidents"]);
		await severity.getByText("P3", { exact: true }).click();
		await severity.getByLabel("Reason").fill("A few customers only");
		// Somebody else was faster with one of them.
		await world.client.call("PUT", `/api/v1/incidents/${mail.id}/resolution`, {});
		await severity.getByRole("button", { name: "Change to P3" }).click();
		await severity.getByText("1 of 2 incidents changed").waitFor();
		await severity.getByText(/is resolved; reopen it first/).waitFor();
		expect((await world.client.incident(cart.id)).severity).toBe("P3");
		await keys("Escape");
		await severity.waitFor({ state: "detached" });
		await world.client.call("PUT", `/api/v1/incidents/${cart.id}/resolution`, {});
	});
});

async function idOf(index: number): Promise<string> {
	return (await row(TITLES[index]!).getAttribute("data-id")) ?? "";
}

describe("the palette", () => {
	const option = (name: string | RegExp) => bo.page.getByRole("option", { name });

	it("finds an incident by its number, a place and a service by their names, and gives the focus back", async () => {
		await row(TITLES[0]!).locator("[data-row]").focus();
		await keys("Control+k");
		await option("Declare an incident").waitFor();
		expect(await axeFindings(bo.page)).toEqual([]);
		await keys("Escape");
		await expect.poll(focused).toContain(TITLES[0]);
		await keys("Control+k");
		await bo.page.keyboard.type(`${numbers[1]}`);
		await option(new RegExp(`^P2 ${TITLES[1]}`)).waitFor();
		await keys("Enter");
		await expect.poll(path).toMatch(/^\/app\/incidents\/inc_/);
		await bo.page.getByRole("heading", { name: TITLES[1]! }).waitFor();
		await keys("Control+k");
		await bo.page.keyboard.type("check");
		await bo.page.getByRole("option", { name: "Checkout", exact: true }).waitFor();
		await keys("Escape", "Control+k");
		await bo.page.keyboard.type("theme light");
		await option("Theme: Light").waitFor();
		await keys("Enter");
		await expect.poll(() => bo.page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
	});
});

describe("Ana at a desk, from Now and by the keyboard alone, does what a night depends on:", () => {
	beforeAll(async () => {
		if (soak) await past(world);
	});
	beforeEach(() => tidy(world));

	it.each(soak ? TASKS : FOREMOST)("$name", async (task) => {
		const { presses } = await byKeys(browser, world, task, await sceneOf(world, task, 1));
		expect(presses).toBeLessThan(60);
	});
});
