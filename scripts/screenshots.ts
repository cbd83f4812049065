/**
 * Pictures of the gallery and of every screen, on a phone and on a desk, in the three themes, into `screenshots/`.
 *
 *   npm run screenshots                        everything
 *   npm run screenshots -- now incident        only these screens (and `gallery`)
 *   npm run screenshots -- --all-states        with empty, loading, failing and offline ones
 *   npm run screenshots -- --all-sizes         on a small phone, and on one that lies on its side, too
 *   npm run screenshots -- --install           the pictures that the manifest shows to who installs the app
 *   npm run screenshots -- --instance SETUP_LINK   the README's picture, docs/picture.png, of a running instance
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import type { SceneState } from "../app/shell/routes.ts";
import { APP_SCREENS, type AppScreen, playScene, settled } from "./app-scenes.ts";
import { startAppSite } from "./app-site.ts";
import { insistOnChromium } from "./chromium.ts";
import { takePicture } from "./picture.ts";
import { ROOT } from "./root.ts";

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const OTHER_SIZES = { small: { width: 320, height: 700 }, side: { width: 844, height: 390 } };
const THEMES = ["dark", "light", "night"] as const;
const FOLDER = join(ROOT, "screenshots");

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		"all-states": { type: "boolean" },
		"all-sizes": { type: "boolean" },
		install: { type: "boolean" },
		instance: { type: "string" },
		theme: { type: "string" },
	},
});

const browser = await chromium.launch({
	executablePath: insistOnChromium(),
	args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
});
try {
	if (values.install) await shootInstall(browser);
	else if (values.instance) await takePicture(browser, values.instance, join(ROOT, "docs/picture.png"));
	else await shootEverything(browser);
} finally {
	await browser.close();
}

async function shootEverything(browser: Browser): Promise<void> {
	const site = await startAppSite();
	mkdirSync(FOLDER, { recursive: true });
	let taken = 0;
	try {
		const sizes = values["all-sizes"] ? { ...SIZES, ...OTHER_SIZES } : SIZES;
		for (const [size, viewport] of Object.entries(sizes))
			for (const theme of THEMES.filter((name) => !values.theme || values.theme === name))
				for (const screen of wanted())
					for (const state of screen.states.slice(0, values["all-states"] ? undefined : 1)) {
						const name = `${screen.name}${state === "full" ? "" : `-${state}`}-${size}-${theme}.png`;
						const shoot = (page: Page) =>
							page.screenshot({ path: join(FOLDER, name), fullPage: screen.name === "gallery" });
						await visit(browser, site.origin, { screen, state, theme, viewport }, shoot);
						taken++;
					}
	} finally {
		await site.stop();
	}
	console.log(`${taken} pictures in ${FOLDER}`);
}

/** A phone's, dark, at the sizes that the manifest names. */
async function shootInstall(browser: Browser): Promise<void> {
	const folder = join(ROOT, "app/public/app/screenshots");
	mkdirSync(folder, { recursive: true });
	const site = await startAppSite();
	try {
		for (const screen of APP_SCREENS.filter(({ name }) => name === "incident" || name === "on-call")) {
			const shoot = (page: Page) => page.screenshot({ path: join(folder, `${screen.name}.png`) });
			await visit(
				browser,
				site.origin,
				{ screen, state: "full", theme: "dark", viewport: SIZES.phone },
				shoot,
			);
		}
	} finally {
		await site.stop();
	}
}

interface Visit {
	screen: AppScreen;
	state: SceneState;
	theme: (typeof THEMES)[number];
	viewport: { width: number; height: number };
}

async function visit(
	browser: Browser,
	origin: string,
	visit: Visit,
	shoot: (page: Page) => Promise<unknown>,
) {
	const context = await browser.newContext({ viewport: visit.viewport, reducedMotion: "reduce" });
	await context.addInitScript((theme) => localStorage.setItem("tocsin-theme", theme), visit.theme);
	await playScene(context, visit.state, visit.screen.outside);
	const page = await context.newPage();
	page.on("console", (message) => {
		if (message.type() === "error" && visit.state === "full")
			console.warn(`${visit.screen.name}: ${message.text()}`);
	});
	page.on("pageerror", (error) => console.warn(`${visit.screen.name}: ${error.message}`));
	await page.goto(`${origin}/app${visit.screen.path}`);
	await settled(page);
	await shoot(page);
	await context.close();
}

function wanted(): AppScreen[] {
	const all = [{ name: "gallery", path: "/gallery", states: ["full" as const] }, ...APP_SCREENS];
	return positionals.length === 0 ? all : all.filter((screen) => positionals.includes(screen.name));
}
