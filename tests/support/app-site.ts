import type { Browser, ConsoleMessage, Page } from "playwright-core";
import type { SceneState } from "../../app/shell/routes.ts";
import { playScene, settled } from "../../scripts/app-scenes.ts";
import type { AppSite } from "../../scripts/app-site.ts";
import { newPage, PHONE, sidewaysScroll } from "./browser.ts";

export const THEMES = ["dark", "light", "night"] as const;

/** Every theme in the soak, where time is; one otherwise. */
export const themesToTry = process.env.TOCSIN_SOAK === "1" ? THEMES : THEMES.slice(0, 1);

/** Shows a page in another theme, as it stands. */
export const wear = (page: Page, theme: (typeof THEMES)[number] = "dark"): Promise<void> =>
	page.evaluate((theme) => {
		document.documentElement.dataset.theme = theme;
	}, theme);

export interface Visit {
	path: string;
	state?: SceneState;
	outside?: boolean;
	theme?: (typeof THEMES)[number];
	viewport?: { width: number; height: number };
}

const pages = new WeakMap<Browser, Map<string, Page>>();

/**
 * A screen in a state, standing still; `complaints` holds what the browser's console and policy said against it. Visits
 * that are alike share a page, which has the app's files and its compiled code already, and loads each screen anew.
 */
export async function visitApp(browser: Browser, site: AppSite, visit: Visit) {
	const { path, viewport = PHONE, ...like } = visit;
	const name = JSON.stringify(like);
	const known = pages.get(browser) ?? new Map<string, Page>();
	const page = known.get(name) ?? (await pageOf(browser, like));
	pages.set(browser, known.set(name, page));
	await page.setViewportSize(viewport);
	return { page, ...(await visitOn(page, site, path)) };
}

/**
 * A page of a browser that never was at the app, which answers as the state of this visit says. Without the service
 * worker, which would fetch and keep the whole app.
 */
export async function pageOf(browser: Browser, visit: Omit<Visit, "path" | "viewport">): Promise<Page> {
	const page = await newPage(browser, { reducedMotion: "reduce", serviceWorkers: "block" });
	await page.addInitScript((theme) => {
		// A preview in a frame keeps nothing.
		if (self === top) localStorage.setItem("tocsin-theme", theme);
	}, visit.theme ?? "dark");
	await playScene(page, visit.state ?? "full", visit.outside);
	return page;
}

/** `leave` ends the listening, so that the page can be used once more. */
export async function visitOn(page: Page, site: AppSite, path: string) {
	const complaints: string[] = [];
	const onError = (error: Error) => complaints.push(error.message);
	const onConsole = (message: ConsoleMessage) => {
		// The browser itself reports every failed request; those are what some states are made of.
		if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
			complaints.push(message.text());
	};
	page.on("pageerror", onError);
	page.on("console", onConsole);
	await page.goto(`${site.origin}/app${path}`);
	await settled(page);
	const leave = () => {
		page.off("pageerror", onError);
		page.off("console", onConsole);
	};
	return { complaints, leave };
}

/** Visible controls that are smaller than `least` in either direction, by name and size; a link in a sentence is none. */
export function smallTargets(page: Page, least = 44): Promise<string[]> {
	return page.evaluate((least) => {
		const controls = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea");
		return [...controls].flatMap((control) => {
			const target = control.closest("label") ?? control;
			const box = target.getBoundingClientRect();
			const isSeen = control.checkVisibility({ checkOpacity: false }) && box.width > 1;
			// What is laid over or around a control belongs to it: of a row, all of it is its link.
			const laid = getComputedStyle(control, "::after");
			const isHit = laid.position === "absolute" && laid.pointerEvents !== "none";
			const [wide, high] = isHit ? [laid.width, laid.height].map(Number.parseFloat) : [];
			const width = Math.max(box.width, wide || 0);
			const height = Math.max(box.height, high || 0);
			if (!isSeen || control.matches("p a") || target.closest(".skip")) return [];
			if (width >= least - 0.5 && height >= least - 0.5) return [];
			const name = control.getAttribute("aria-label") ?? control.textContent?.trim() ?? control.tagName;
			return [`${name}: ${Math.round(width)} × ${Math.round(height)}`];
		});
	}, least);
}

/** What does not fit: the page itself, or visible words into what they stand in (a button, a tab, a heading). */
export async function lost(page: Page): Promise<string[]> {
	const sideways = await sidewaysScroll(page);
	const spilled = await page.evaluate(() => {
		const holders = document.querySelectorAll<HTMLElement>(
			"a, button, h1, h2, label, select, .badge, .row-text, p, .dock, .acts-beside",
		);
		return [...holders].flatMap((holder) => {
			const isSeen = holder.checkVisibility() && holder.clientWidth > 1;
			if (!isSeen || holder.closest(".unseen") || holder.scrollWidth <= holder.clientWidth + 1) return [];
			return [`${holder.textContent?.trim().slice(0, 40)}: ${holder.scrollWidth} in ${holder.clientWidth}`];
		});
	});
	const squeezed = await page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>(".timeline li > div, p, h2")].flatMap((holder) => {
			const text = holder.textContent?.trim() ?? "";
			const isNarrow = text.length > 12 && holder.clientWidth > 1 && holder.clientWidth < 48;
			const isSeen = holder.checkVisibility() && !holder.closest(".unseen");
			return isNarrow && isSeen ? [`${text.slice(0, 40)}: squeezed to ${holder.clientWidth}`] : [];
		}),
	);
	const all = [...spilled, ...squeezed];
	return sideways > 0 ? [`the page, by ${sideways} px`, ...all] : all;
}

/** Makes the window as high as the screen is long: what is only scrolled under the tabs is not too small to hit. */
export async function unroll(page: Page): Promise<void> {
	const { width = PHONE.width, height = PHONE.height } = page.viewportSize() ?? {};
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height: Math.max(height, whole + 120) });
}
