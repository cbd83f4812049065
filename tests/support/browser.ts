/** A headless Chromium of the system, and what every browser test asks of a page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	chromium,
	type Page,
} from "playwright-core";
import { standsStill } from "../../scripts/app-scenes.ts";
import { findChromium, findHeadlessShell } from "../../scripts/chromium.ts";
import { pressPatiently } from "./patient-hand.ts";

const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

const ofBuilder = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"));
const axeSource = readFileSync(ofBuilder.resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };
export const NARROWEST = { width: 320, height: 640 };

/** For what a page does by itself. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = findHeadlessShell() ?? ownChromium();
	return pressPatiently(await chromium.launch({ executablePath, headless: true, args: FLAGS }));
}

/** For pushes, notifications and a service worker that outlives its page, which the engine alone does not have. */
export async function openWholeBrowser(): Promise<Browser> {
	return pressPatiently(
		await chromium.launch({ executablePath: ownChromium(), headless: true, args: FLAGS }),
	);
}

/** A browser with a profile in `folder`, which other tools drive too, by way of `debuggingPort`. */
export async function openProfile(folder: string, debuggingPort: number): Promise<BrowserContext> {
	const args = [...FLAGS, `--remote-debugging-port=${debuggingPort}`];
	return chromium.launchPersistentContext(folder, {
		executablePath: findHeadlessShell() ?? ownChromium(),
		headless: true,
		args,
	});
}

function ownChromium(): string {
	const executablePath = findChromium();
	if (executablePath === null) throw new Error("there is no Chromium; `npm test` installs one");
	return executablePath;
}

/** A page of its own context; nothing is shared with any other. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, ...options });
	return context.newPage();
}

/**
 * What axe finds against WCAG 2.2 A and AA and its own good practice, told in a line each; empty is clean. `within` is
 * a selector of the part that is new, where the rest was looked at before.
 */
export async function axeFindings(page: Page, within?: string): Promise<string[]> {
	return findings(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], within);
}

/** Only what is wrong with the colors: of a page that axe has seen in another theme. */
export const contrastFindings = (page: Page): Promise<string[]> =>
	findings(page, { type: "rule", values: ["color-contrast"] });

type Rules = string[] | { type: "rule"; values: string[] };

interface Axe {
	run(
		within: string | Document,
		options: object,
	): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
}

/**
 * Asked in the page itself, which answers what is wrong and nothing else: axe's own builder takes twice as long. No page
 * of ours has frames, nor sound, for which axe would fetch what the page has fetched.
 */
async function findings(page: Page, runOnly: Rules, within: string | null = null): Promise<string[]> {
	// What is still fading in has no contrast of its own yet.
	await standsStill(page);
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
	const options = { runOnly, resultTypes: ["violations"], preload: false };
	return page.evaluate(
		async ([within, options]) => {
			const { axe } = window as unknown as { axe: Axe };
			const { violations } = await axe.run(within ?? document, options);
			return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join(", ")}`);
		},
		[within, options] as const,
	);
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
