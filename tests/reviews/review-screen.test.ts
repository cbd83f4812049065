/** A review on a phone: what is written there is never lost. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFindings, openBrowser } from "../support/browser.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let browser: Browser;
let ana: AppScreenOf;
let id: string;

beforeAll(async () => {
	[world, browser] = await Promise.all([startWorld({ monitor: false }), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await world?.stop();
});
beforeEach(async () => {
	id = (await world.declare({ title: "Payments fail", severity: "P1" })).id;
	await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
	await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
	ana = await openApp(browser, world.instance, world.people.ana.id);
	return () => ana.close();
});

const openSection = async (name: string, label: string) => {
	await ana.page.goto(`http://localhost:${world.instance.port}/app/reviews/${id}?section=${name}`);
	const field = ana.page.getByLabel(label, { exact: true });
	await field.waitFor();
	return field;
};
const saved = () => ana.page.getByText("Saved", { exact: true }).waitFor();
const atServer = async (name: string) => {
	const section = await world.client.read<{ text: string; version: number }>(
		`/api/v1/reviews/${id}/sections/${name}`,
	);
	return section;
};

describe("a review on a phone", () => {
	it("is reached from its incident, and two sections are there after a reload", async () => {
		await ana.go(`/incidents/${id}`);
		await ana.page.getByRole("link", { name: /^Review ?Due in 47 h/ }).click();
		await ana.page.getByText("0 of 7 looked at").waitFor();
		expect(await axeFindings(ana.page)).toEqual([]);
		await ana.page.getByRole("link", { name: "Continue: Summary" }).click();
		await ana.page.getByLabel("Summary", { exact: true }).fill("The pool was full.");
		await saved();
		await ana.page.getByRole("link", { name: "Next: Timeline" }).click();
		await ana.page.getByRole("link", { name: "Next: Root cause" }).click();
		await ana.page.getByLabel("Root cause", { exact: true }).fill("No timeout.");
		await saved();
		await ana.page.reload();
		await expect
			.poll(() => ana.page.getByLabel("Root cause", { exact: true }).inputValue())
			.toBe("No timeout.");
		expect(await (await openSection("summary", "Summary")).inputValue()).toBe("The pool was full.");
		expect((await atServer("summary")).text).toBe("The pool was full.");
	});

	it("keeps what was typed right before the page was closed", async () => {
		const field = await openSection("rootCause", "Root cause");
		await ana.page.route("**/sections/rootCause", (route) => route.abort());
		await field.pressSequentially("Typed and gone");
		const context = ana.page.context();
		const old = ana.page;
		ana.page = await context.newPage();
		await old.close({ runBeforeUnload: false });
		expect(await (await openSection("rootCause", "Root cause")).inputValue()).toBe("Typed and gone");
		await expect.poll(async () => (await atServer("rootCause")).text).toBe("Typed and gone");
	});

	it("keeps both texts when Bo was faster", async () => {
		const field = await openSection("rootCause", "Root cause");
		const { version } = await atServer("rootCause");
		const path = `/api/v1/reviews/${id}/sections/rootCause`;
		const answer = await world.instance.api(
			"PATCH",
			path,
			{ text: "Bo’s text" },
			{ "if-match": `"${version}"` },
		);
		expect(answer.status).toBe(200);
		await field.fill("Ana’s text");
		await ana.page.getByText("Somebody else changed it.").waitFor();
		await saved();
		expect(await field.inputValue()).toMatch(/^Ana’s text\n\n--- .+ ---\n\nBo’s text$/);
		expect((await atServer("rootCause")).text).toBe(await field.inputValue());
	});
});
