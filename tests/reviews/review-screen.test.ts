/** A review on a phone: written by a thumb within minutes, and nothing that is written there is lost. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { printPage } from "../../worker/reviews/review/print-page.ts";
import { reviewMarkdown, reviewTitle } from "../../worker/reviews/rules/markdown.ts";
import { axeFindings, DESKTOP, newPage, openBrowser, sidewaysScroll } from "../support/browser.ts";
import { sampleReview } from "../support/sample-review.ts";
import { Thumb } from "../support/thumb.ts";
import { type AppScreenOf, openApp } from "../support/two-screens.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const MINUTE = 60;
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

const phone = () => openApp(browser, world.instance, world.people.ana.id, { hasTouch: true, isMobile: true });
const resolve = () => world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
const place = (rest = "") => `http://localhost:${world.instance.port}/app/reviews/${id}${rest}`;

async function resolved(severity = "P1"): Promise<void> {
	id = (await world.declare({ title: "Checkout times out", severity })).id;
	await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
	await resolve();
}

const openSection = async (name: string, label: string) => {
	const read = ana.page.waitForResponse((answer) => answer.url().endsWith(`/api/v1/reviews/${id}`));
	await ana.page.goto(place(`?section=${name}`));
	const field = ana.page.getByLabel(label, { exact: true });
	await Promise.all([read, field.waitFor()]);
	return field;
};
interface Section {
	text: string;
	version: number;
	entries?: { seq: number; hidden: boolean; note: string | null }[];
	lines?: { seq: number; text: string }[];
}
const atServer = (name: string) => world.client.read<Section>(`/api/v1/reviews/${id}/sections/${name}`);
const textAtServer = async (name: string) => (await atServer(name)).text;

/** Bo saves a text of his own, over whatever is there. */
async function boWrites(name: string, text: string): Promise<void> {
	const { version } = await atServer(name);
	const path = `/api/v1/reviews/${id}/sections/${name}`;
	const answer = await world.instance.api("PATCH", path, { text }, { "if-match": `"${version}"` });
	expect(answer.status).toBe(200);
}

describe("a review by one thumb", () => {
	const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
	const next = (page: Page, name: string) => page.getByRole("link", { name: `Next: ${name}` });
	const section = (page: Page, label: string) => page.getByLabel(label, { exact: true });

	beforeEach(async () => {
		ana = await phone();
		return () => ana.close();
	});

	async function page(severity: string): Promise<void> {
		id = (await world.declare({ title: "Checkout times out", severity })).id;
		await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
		await ana.go(`/incidents/${id}`);
	}

	/** It is there by itself, on the screen that shows the incident. */
	async function opened(thumb: Thumb): Promise<void> {
		await resolve();
		await thumb.tap(ana.page.getByRole("link", { name: /^Review ?Due in 48 h/ }));
		await ana.page.getByText("0 of 7", { exact: true }).waitFor();
	}

	const published = async () =>
		world.client.read<{ state: string; publicText: string | null } & Record<string, unknown>>(
			`/api/v1/reviews/${id}`,
		);

	it("takes the light path in less than 3 minutes: what broke, why, and one thing to do", async () => {
		await page("P2");
		const thumb = new Thumb(ana.page);
		await opened(thumb);
		await thumb.tap(ana.page.getByRole("link", { name: "Continue: Summary" }));
		await thumb.read(section(ana.page, "Summary"));
		await thumb.tap(next(ana.page, "Timeline"));
		await thumb.tap(next(ana.page, "Root cause"));
		await thumb.write(
			"rootCause",
			section(ana.page, "Root cause"),
			"A release kept database connections on errors.",
		);
		await thumb.choose(section(ana.page, "What kind of thing broke?"), "A change or a release");
		await thumb.tap(next(ana.page, "Detection and response"));
		await thumb.tap(next(ana.page, "What went well"));
		await thumb.tap(next(ana.page, "What we can improve"));
		await thumb.tap(next(ana.page, "Action items"));
		await thumb.tap(button(ana.page, "Add action item"));
		await thumb.write("actionItems", section(ana.page, "What will change?"), "Alert at 80% of connections");
		await thumb.tap(ana.page.getByText("Detect", { exact: true }));
		await thumb.tap(button(ana.page, "Add"));
		await ana.page.getByText("Action item added").waitFor();
		await thumb.tap(ana.page.getByRole("link", { name: "Done" }));
		await thumb.tap(button(ana.page, "Publish"));
		await thumb.tap(ana.page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }));
		await expect.poll(published).toMatchObject({ state: "published", cause: "change" });
		expect(await textAtServer("rootCause")).toBe("A release kept database connections on errors.");
		console.log(`light path: ${thumb.seconds.toFixed(0)} s, ${JSON.stringify(thumb.effort)}`);
		expect(thumb.seconds).toBeLessThan(3 * MINUTE);
	});

	it("takes the guide's own sample in less than 8 minutes, and types at most 60% of its fields", async () => {
		await page("P1");
		const thumb = new Thumb(ana.page);
		await thumb.tap(button(ana.page, "More"));
		await thumb.tap(button(ana.page, "Went well"));
		await thumb.write("wentWell", section(ana.page, "Note"), "the rollback worked at once");
		await thumb.tap(button(ana.page, "Add note"));
		await opened(thumb);
		expect(await axeFindings(ana.page)).toEqual([]);

		await thumb.tap(ana.page.getByRole("link", { name: "Continue: Summary" }));
		await thumb.read(section(ana.page, "Summary"));
		await thumb.write(
			"summary",
			section(ana.page, "Summary"),
			" No orders could be placed; browsing worked.",
		);

		await thumb.tap(next(ana.page, "Timeline"));
		await thumb.read(ana.page.getByRole("list", { name: "Events" }));
		await thumb.tap(ana.page.getByRole("checkbox").last());

		await thumb.tap(next(ana.page, "Root cause"));
		await thumb.tap(button(ana.page, "Ask why, five times"));
		for (const answer of [
			"No connection was free",
			"A release kept them on errors",
			"Nothing watches the pool",
		]) {
			await thumb.write("rootCause", ana.page.locator("dialog textarea"), answer);
			if (!answer.startsWith("Nothing")) await thumb.tap(button(ana.page, "Next why"));
		}
		await thumb.tap(button(ana.page, "Add to the root cause"));
		await thumb.choose(section(ana.page, "What kind of thing broke?"), "A change or a release");
		expect(await axeFindings(ana.page)).toEqual([]);

		for (const name of ["Detection and response", "What went well", "What we can improve"]) {
			await thumb.tap(next(ana.page, name));
			await thumb.read(section(ana.page, name));
		}
		const improve = "\n- The runbook restarts first; a rollback is faster.";
		await thumb.write("toImprove", section(ana.page, "What we can improve"), improve);

		await thumb.tap(next(ana.page, "Action items"));
		for (const [text, type, owner] of [
			["Alert at over 80% of connections", "Detect", "Chidi"],
			["Release connections on every error path, with a test", "Prevent", "Bo"],
			["Runbook step 3: roll back first, restart second", "Mitigate", null],
			["Checklist: is every resource released on errors?", "Process", "Bo"],
		] as const) {
			await thumb.tap(button(ana.page, "Add action item"));
			await thumb.write("actionItems", section(ana.page, "What will change?"), text);
			await thumb.tap(ana.page.locator("dialog").getByText(type, { exact: true }));
			if (owner) await thumb.choose(section(ana.page, "Owner"), owner);
			await thumb.tap(button(ana.page, "Add"));
			await ana.page.locator("dialog").waitFor({ state: "detached" });
			await ana.page.getByText(text).waitFor();
		}

		await thumb.tap(ana.page.getByRole("link", { name: "Done" }));
		await thumb.tap(ana.page.locator(".choices button").first());
		await thumb.tap(ana.page.getByText("Bo", { exact: true }).and(ana.page.locator("label")));
		await thumb.tap(ana.page.getByText("Chidi", { exact: true }).and(ana.page.locator("label")));
		await thumb.choose(section(ana.page, "Approver"), "Ana");
		await thumb.tap(button(ana.page, "Approve"));
		await thumb.tap(ana.page.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }));
		await ana.page.getByText("Approved by Ana").waitFor();
		await thumb.tap(button(ana.page, "Publish"));
		await thumb.tap(button(ana.page, "Start with the public facts"));
		await thumb.tap(ana.page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }));
		await expect.poll(published).toMatchObject({
			...{ state: "published", cause: "change", approverId: world.people.ana.id },
			attendeeIds: [world.people.bo.id, world.people.chidi.id],
			meetingAt: expect.any(String),
		});

		const { publicText } = await published();
		expect(publicText).toMatch(/^Checkout was down on /);
		await eventually("the text on the status page", async () =>
			(await (await fetch(`${world.instance.url}/incidents/${id}`)).text()).includes("Checkout was down on "),
		);
		expect(await textAtServer("wentWell")).toContain("the rollback worked at once");
		expect(await textAtServer("rootCause")).toContain("3. Why? Nothing watches the pool.");
		const { entries, lines, text } = await atServer("timeline");
		expect(entries?.filter(({ hidden }) => hidden)).toHaveLength(1);
		expect(text.split("\n").length).toBe((lines?.length ?? 0) - 1);
		const items = await world.client.list<{ text: string }>(`/api/v1/action-items?incidentId=${id}`);
		expect(items).toHaveLength(4);

		const fields = await filledFields();
		const [typed, all] = [thumb.typed.size, fields.length];
		console.log(
			`full path: ${thumb.seconds.toFixed(0)} s, ${JSON.stringify(thumb.effort)}, ${typed} of ${all} fields typed`,
		);
		expect(fields).toEqual(expect.arrayContaining([...thumb.typed]));
		expect(thumb.seconds).toBeLessThan(8 * MINUTE);
		expect(typed / all).toBeLessThanOrEqual(0.6);
	});
});

/** The sections and the other fields of the review that say something now. */
async function filledFields(): Promise<string[]> {
	const review = await world.client.read<Record<string, unknown> & { sections: Record<string, Section> }>(
		`/api/v1/reviews/${id}`,
	);
	const sections = Object.entries(review.sections).filter(([, { text }]) => text !== "");
	const others = ["cause", "meetingAt", "attendeeIds", "approverId", "publicText"];
	return [...sections.map(([name]) => name), ...others.filter((name) => review[name] !== null)];
}

describe("a text in a review", () => {
	beforeAll(async () => {
		await resolved();
		ana = await phone();
		return () => ana.close();
	});

	it("survives a tab that is killed while it is typed, and is sent without the review being opened", async () => {
		const field = await openSection("rootCause", "Root cause");
		await ana.page.route("**/sections/rootCause", (route) => route.abort());
		await field.pressSequentially("Typed and gone");
		const devtools = await ana.page.context().newCDPSession(ana.page);
		void devtools.send("Page.crash").catch(() => {});
		await ana.page.waitForEvent("crash");
		const killed = ana.page;
		ana.page = await killed.context().newPage();
		await killed.close();
		await ana.page.goto(`http://localhost:${world.instance.port}/app/incidents`);
		await expect.poll(() => textAtServer("rootCause"), { timeout: 10_000 }).toBe("Typed and gone");
		const again = await openSection("rootCause", "Root cause");
		await expect.poll(() => again.inputValue()).toBe("Typed and gone");
	});

	it("is kept twice when Bo was faster, Ana's first", async () => {
		const field = await openSection("toImprove", "What we can improve");
		// She does not hear of it before she writes.
		await ana.page.route(`**/api/v1/reviews/${id}`, () => {});
		await boWrites("toImprove", "Bo’s text");
		await field.fill("Ana’s text");
		await ana.page.getByText("Someone else changed it.").waitFor();
		await ana.page.getByText("Saved", { exact: true }).waitFor();
		await expect.poll(() => field.inputValue()).toMatch(/^Ana’s text\n\n--- .+ ---\n\nBo’s text$/);
		await expect.poll(() => textAtServer("toImprove")).toBe(await field.inputValue());
		await ana.page.unroute(`**/api/v1/reviews/${id}`);
	});

	it("that was written without a network is put together with what Bo wrote meanwhile", async () => {
		const field = await openSection("summary", "Summary");
		await ana.page.context().setOffline(true);
		await field.fill("Ana wrote on the train.");
		await ana.page.getByText("On this device, not sent yet").waitFor();
		await boWrites("summary", "Bo wrote at his desk.");
		await ana.page.context().setOffline(false);
		await expect
			.poll(() => textAtServer("summary"), { timeout: 15_000 })
			.toContain("Ana wrote on the train.");
		expect(await textAtServer("summary")).toContain("Bo wrote at his desk.");
	});

	it("hints at a name beside a verb that blames, and sends no word of that", async () => {
		const field = await openSection("wentWell", "What went well");
		const sent: string[] = [];
		ana.page.on("request", (request) => sent.push(request.postData() ?? ""));
		await field.fill("Bo forgot to roll back.");
		await ana.page.getByText("names Bo. What in the system let this happen").waitFor();
		await expect.poll(() => textAtServer("wentWell")).toBe("Bo forgot to roll back.");
		expect(sent.filter((body) => body !== "").map((body) => JSON.parse(body))).toEqual([
			{ text: "Bo forgot to roll back." },
		]);
	});

	it("keeps a note on an event, and the event that is hidden, at the server", async () => {
		await ana.page.goto(place("?section=timeline"));
		const hide = ana.page.getByRole("checkbox").first();
		await hide.uncheck();
		await ana.page
			.getByRole("button", { name: /^Note on / })
			.last()
			.tap();
		await ana.page.getByLabel("Note", { exact: true }).fill("the phone was silent");
		await expect.poll(async () => (await atServer("timeline")).entries?.length, { timeout: 10_000 }).toBe(2);
		const { text, lines } = await atServer("timeline");
		expect(text).toContain("the phone was silent");
		expect(text).not.toContain(lines![0]!.text);
		await ana.page.reload();
		await expect.poll(() => hide.isChecked()).toBe(false);
	});

	it("loses nothing on a small phone, or one that lies on its side", async () => {
		await ana.page.goto(place("?section=timeline"));
		await ana.page.getByRole("list", { name: "Events" }).waitFor();
		for (const [width, height] of [
			[320, 700],
			[844, 390],
		] as const) {
			await ana.page.setViewportSize({ width, height });
			expect(await sidewaysScroll(ana.page)).toBe(0);
		}
	});
});

describe("a review that is not required", () => {
	it("is started from its incident, and can be deleted", async () => {
		await resolved("P3");
		ana = await phone();
		await ana.go(`/incidents/${id}`);
		await ana.page.getByRole("button", { name: /^Start a review/ }).tap();
		await ana.page.waitForURL(place());
		await ana.page.getByRole("button", { name: "Delete this review" }).tap();
		await ana.page.getByRole("dialog").getByRole("button", { name: "Delete this review" }).tap();
		await ana.page.waitForURL(`http://localhost:${world.instance.port}/app/reviews`);
		await ana.close();
	});
});

describe("a review on a desk", () => {
	it("is written from the first section to the next by keys alone", async () => {
		await resolved();
		ana = await openApp(browser, world.instance, world.people.ana.id, { viewport: DESKTOP });
		await ana.page.goto(place());
		const { page } = ana;
		await page.getByText("0 of 7", { exact: true }).waitFor();
		await page.keyboard.press("j");
		await page.keyboard.press("e");
		await page.keyboard.press("ControlOrMeta+A");
		await page.keyboard.type("Down for 21 minutes.");
		await page.keyboard.press("Escape");
		await page.keyboard.press("j");
		await page.keyboard.press("j");
		await page.keyboard.press("e");
		await page.keyboard.type("No timeout.");
		await page.keyboard.press("ControlOrMeta+Enter");
		expect(
			await page
				.getByLabel("Detection and response", { exact: true })
				.evaluate((it) => it === document.activeElement),
		).toBe(true);
		await expect.poll(() => textAtServer("summary")).toBe("Down for 21 minutes.");
		await expect.poll(() => textAtServer("rootCause")).toBe("No timeout.");
		expect(await axeFindings(page)).toEqual([]);
		await ana.close();
	});
});

describe("a printed review", () => {
	/** A4 without the page's margins of 18 mm, in CSS pixels. */
	const [WIDTH, HEIGHT] = [Math.floor((174 / 25.4) * 96), Math.floor((261 / 25.4) * 96)];

	/** Enough of every kind of text for several pages, so that each kind meets a page's end. */
	const longReview = () => {
		const { sections } = sampleReview();
		const many = (text: string, times: number) => Array.from({ length: times }, () => text).join("\n\n");
		return sampleReview({
			sections: {
				...sections,
				summary: many(`${sections.summary} `.repeat(9), 4),
				timeline: many(sections.timeline, 30),
				rootCause: many(`${"```"}\n${"select\n".repeat(9)}${"```"}\n\n> ${"It was full. ".repeat(60)}`, 9),
				wentWell: many(`- ${"The rollback worked at once. ".repeat(30)}`, 12),
				toImprove: many(`| what | when |\n|---|---|\n${"| pool | full |\n".repeat(8)}`, 9),
			},
		});
	};

	it("cuts no line at the end of a page, and parts no list item, code, quote or table", async () => {
		const review = longReview();
		const page = await newPage(browser, { viewport: { width: WIDTH, height: HEIGHT } });
		await page.setContent(await printPage(reviewTitle(review), reviewMarkdown(review)));
		const pdf = (await page.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
		const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
		expect(sheets).toBeGreaterThan(3);

		// Pages side by side: the browser breaks columns by the rules by which it breaks pages.
		await page.emulateMedia({ media: "print" });
		await page.addStyleTag({
			content: `html{width:${WIDTH}px}body{height:${HEIGHT}px;column-width:${WIDTH}px;column-gap:40px;column-fill:auto}`,
		});
		const found = await page.evaluate(
			({ width, height }) => {
				const cut: string[] = [];
				const sheetOf = (rect: DOMRect) => Math.floor((rect.left + 1) / (width + 40));
				const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				let last = 0;
				for (let node = texts.nextNode(); node; node = texts.nextNode()) {
					const range = document.createRange();
					range.selectNodeContents(node);
					for (const rect of range.getClientRects()) {
						last = Math.max(last, sheetOf(rect));
						if (rect.height > 0 && (rect.top < -0.5 || rect.bottom > height + 0.5))
							cut.push(`a line of ${node.textContent?.slice(0, 40)}`);
					}
				}
				for (const element of document.querySelectorAll("li:not(:has(li)), pre, blockquote, table, h2")) {
					const sheets = new Set([...element.getClientRects()].map(sheetOf));
					if (sheets.size > 1) cut.push(`${element.tagName} ${element.textContent?.slice(0, 40)}`);
				}
				return { cut, sheets: last + 1 };
			},
			{ width: WIDTH, height: HEIGHT },
		);
		expect(found).toEqual({ cut: [], sheets });
		await page.context().close();
	});
});
