/**
 * Presses as a person does. What has just come or moved takes no press (see `app/parts/steady.ts`), and a script is
 * faster than that: where a press was not taken, the hand sees that nothing happened and presses once more. Tests of
 * what a hasty hand does press with `page.mouse`.
 */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { STEADY_MS } from "../../app/parts/steady.ts";
import { sleep } from "./wait.ts";

const MOST_PRESSES = 3;
const AGAIN_MS = 2_000;

interface Watched extends Window {
	tocsinPresses?: { made: number; taken: number };
}

/** Every page of this browser is pressed patiently. */
export function pressPatiently(browser: Browser): Browser {
	const open = browser.newContext.bind(browser);
	browser.newContext = async (options) => patientIn(await open(options));
	return browser;
}

/** The same for a context of its own. */
export async function patientIn<C extends BrowserContext>(context: C): Promise<C> {
	await context.addInitScript(countPresses);
	context.on("page", patch);
	context.pages().forEach(patch);
	return context;
}

/** In the page, before the app: what does not come below the window was stopped there. */
function countPresses(): void {
	const presses = { made: 0, taken: 0 };
	(window as Watched).tocsinPresses = presses;
	addEventListener("click", () => presses.made++, { capture: true });
	document.addEventListener("click", () => presses.taken++, { capture: true });
}

const patched = new WeakSet<object>();

/** All locators share one prototype. */
function patch(page: Page): void {
	const shared = Object.getPrototypeOf(page.locator("html")) as Locator;
	if (patched.has(shared)) return;
	patched.add(shared);
	const once = shared.click;
	shared.click = async function (this: Locator, options) {
		for (let press = 1; press <= MOST_PRESSES; press++) {
			const before = await presses(this.page());
			const pressed =
				press === 1
					? once.call(this, options)
					: again(() => once.call(this, { ...options, timeout: AGAIN_MS }));
			await pressed;
			const after = await presses(this.page());
			if (after === null || before === null || after <= before) return;
			await sleep(STEADY_MS + 50);
		}
	};
}

/** What cannot be pressed once more, since something has opened over it or it is gone, was pressed after all. */
const again = (press: () => Promise<void>): Promise<void> => press().catch(() => undefined);

/** How many presses were not taken since the page began; null where it cannot be asked: it has gone elsewhere. */
async function presses(page: Page): Promise<number | null> {
	const count = () => {
		const { made = 0, taken = 0 } = (window as Watched).tocsinPresses ?? {};
		return made - taken;
	};
	return page.evaluate(count).catch(() => null);
}
