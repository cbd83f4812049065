/** The app in a browser, signed in, on a live stream that a test can cut. */
import type { Browser, BrowserContextOptions, Page, WebSocketRoute } from "playwright-core";
import { PHONE } from "./browser.ts";
import type { Instance } from "./instance.ts";
import { letIn } from "./newcomer.ts";
import { signIn } from "./session.ts";

/** Longer than anything here takes, shorter than a test. */
const STEP_MS = 10_000;

export interface AppScreenOf {
	page: Page;
	/** From now on the stream is closed, and every new one at once. */
	cutStream(): Promise<void>;
	mendStream(): void;
	/** Opens a place of the app: `/incidents/inc_…`. */
	go(path: string): Promise<void>;
	close(): Promise<void>;
}

export async function openApp(
	browser: Browser,
	instance: Instance,
	userId: string,
	options: BrowserContextOptions = {},
): Promise<AppScreenOf> {
	const origin = `http://localhost:${instance.port}`;
	const context = await browser.newContext({
		...{ viewport: PHONE, reducedMotion: "reduce" },
		// It would fetch and keep the whole app for each screen that is opened; what it does is held by tests/paging/push.
		serviceWorkers: "block",
		...options,
	});
	await letIn(context, origin, await signIn(instance, userId));
	const open = new Set<WebSocketRoute>();
	let isCut = false;
	await context.routeWebSocket("**/api/v1/live*", (socket) => {
		if (isCut) return void socket.close();
		socket.connectToServer();
		open.add(socket);
	});
	const page = await context.newPage();
	page.setDefaultTimeout(STEP_MS);
	return {
		page,
		async cutStream() {
			isCut = true;
			for (const socket of open) await socket.close();
			open.clear();
		},
		mendStream: () => {
			isCut = false;
		},
		async go(path) {
			await page.goto(`${origin}/app${path}`);
			await page.getByText("Live", { exact: true }).first().waitFor();
		},
		close: () => context.close(),
	};
}
