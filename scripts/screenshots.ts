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
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
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
/** A scene is of one instant: codes expire in it, and pages become due. */
const SCENE_LASTS_MS = 60_000;

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
	const open = sharedContexts(browser);
	let taken = 0;
	try {
		for (const screen of wanted())
			for (const state of screen.states.slice(0, values["all-states"] ? undefined : 1)) {
				const page = await visit(await open(state, screen.outside), site.origin, screen, state);
				taken += await shootThemesAndSizes(page, `${screen.name}${state === "full" ? "" : `-${state}`}`);
				await page.close();
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
	const open = sharedContexts(browser);
	try {
		for (const screen of APP_SCREENS.filter(({ name }) => name === "incident" || name === "on-call")) {
			const page = await visit(await open("full"), site.origin, screen, "full");
			await page.evaluate(() => {
				document.documentElement.dataset.theme = "dark";
			});
			await settled(page);
			await page.screenshot({ path: join(folder, `${screen.name}.png`) });
			await page.close();
		}
	} finally {
		await site.stop();
	}
}

/** One browser for each state, so that the screens share its cache; another one when its scene is old. */
function sharedContexts(browser: Browser) {
	const scenes = new Map<string, { context: BrowserContext; madeAt: number }>();
	return async (state: SceneState, outside = false): Promise<BrowserContext> => {
		const name = `${state} ${outside}`;
		const known = scenes.get(name);
		if (known && Date.now() - known.madeAt < SCENE_LASTS_MS) return known.context;
		await known?.context.close();
		const context = await browser.newContext({ reducedMotion: "reduce" });
		scenes.set(name, { context, madeAt: Date.now() });
		return context;
	};
}

async function visit(context: BrowserContext, origin: string, screen: AppScreen, state: SceneState) {
	const page = await context.newPage();
	await playScene(page, state, screen.outside);
	page.on("console", (message) => {
		if (message.type() === "error" && state === "full") console.warn(`${screen.name}: ${message.text()}`);
	});
	page.on("pageerror", (error) => console.warn(`${screen.name}: ${error.message}`));
	await page.setViewportSize(SIZES.phone);
	await page.goto(`${origin}/app${screen.path}`);
	await settled(page);
	return page;
}

/** From one visit, which is where the time goes: the window is resized and the theme changed; the phone comes first. */
async function shootThemesAndSizes(page: Page, name: string): Promise<number> {
	const themes = THEMES.filter((theme) => !values.theme || values.theme === theme);
	const sizes = Object.entries(values["all-sizes"] ? { ...SIZES, ...OTHER_SIZES } : SIZES);
	for (const [size, viewport] of sizes) {
		await page.setViewportSize(viewport);
		for (const theme of themes) {
			await page.evaluate((theme) => {
				document.documentElement.dataset.theme = theme;
			}, theme);
			await settled(page);
			await page.screenshot({
				path: join(FOLDER, `${name}-${size}-${theme}.png`),
				fullPage: name === "gallery",
			});
		}
	}
	return sizes.length * themes.length;
}

function wanted(): AppScreen[] {
	const all = [{ name: "gallery", path: "/gallery", states: ["full" as const] }, ...APP_SCREENS];
	return positionals.length === 0 ? all : all.filter((screen) => positionals.includes(screen.name));
}
