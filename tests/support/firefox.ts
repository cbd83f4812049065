/** A stock Firefox, headless, driven over WebDriver BiDi by the runtime's own WebSocket. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFirefox } from "../../scripts/firefox.ts";
import { eventually, sleep } from "./wait.ts";

export interface FirefoxOptions {
	/** The push service that it connects to. */
	pushUrl: string;
	/** The message bus on which it finds its desktop. */
	busAddress: string;
}

export interface Firefox {
	/** In the first tab, which comes to the front. */
	open(url: string): Promise<void>;
	/** Runs in the page and answers JSON; a promise is awaited. */
	run<T>(expression: string): Promise<T>;
	/** Addresses of all windows and tabs. */
	addresses(): Promise<string[]>;
	close(): Promise<void>;
}

export async function startFirefox({ pushUrl, busAddress }: FirefoxOptions): Promise<Firefox> {
	const executable = findFirefox();
	if (!executable)
		throw new Error(
			"real push needs Firefox, dbus and libnotify4: install them, or name one in FIREFOX_PATH",
		);
	const home = mkdtempSync(join(tmpdir(), "tocsin-firefox-"));
	writeFileSync(join(home, "user.js"), preferences(pushUrl));
	const browser = spawn(
		executable,
		["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"],
		{
			env: {
				...process.env,
				HOME: home,
				DBUS_SESSION_BUS_ADDRESS: busAddress,
				MOZ_CRASHREPORTER_DISABLE: "1",
			},
			stdio: ["ignore", "ignore", "pipe"],
		},
	);
	const driver = await connectDriver(`${await driverAddress(browser)}/session`);
	await driver.send("session.new", { capabilities: {} });
	const tree = () =>
		driver.send<{ contexts: { context: string; url: string }[] }>("browsingContext.getTree", {});
	const context = (await tree()).contexts[0]?.context;
	return {
		async open(url) {
			await driver.send("browsingContext.activate", { context });
			const navigate = () =>
				answered(driver.send("browsingContext.navigate", { context, url, wait: "complete" }));
			await navigate().catch((error) => {
				// A pressed notification may lead the tab elsewhere at the same moment; whoever opens an address does it again.
				if (!/NS_BINDING_ABORTED|no answer/.test(String(error))) throw error;
				return navigate();
			});
		},
		run: (expression) => answered(evaluate(driver, context, expression)),
		addresses: async () => (await tree()).contexts.map(({ url }) => url),
		async close() {
			const ended = new Promise((resolve) => browser.once("exit", resolve));
			driver.close();
			browser.kill("SIGKILL");
			await ended;
			rmSync(home, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

const ANSWER_MS = 10_000;

/** A page that is left while it is asked never answers. */
function answered<T>(asked: Promise<T>): Promise<T> {
	const late = sleep(ANSWER_MS).then(() => {
		throw new Error(`Firefox gave no answer within ${ANSWER_MS} ms`);
	});
	return Promise.race([asked, late]);
}

function preferences(pushUrl: string): string {
	const values = {
		"dom.push.serverURL": pushUrl,
		"dom.push.testing.allowInsecureServerURL": true,
		"dom.push.connection.enabled": true,
		"permissions.default.desktop-notification": 1,
		"dom.push.retryBaseInterval": 200,
		"dom.push.requestTimeout": 5_000,
		"ui.prefersReducedMotion": 1,
		"network.websocket.delay-failed-reconnects": false,
		"browser.shell.checkDefaultBrowser": false,
		"datareporting.policy.dataSubmissionEnabled": false,
		"app.update.enabled": false,
	};
	const lines = Object.entries(values).map(
		([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
	);
	return `${lines.join("\n")}\n`;
}

async function driverAddress(browser: ChildProcess): Promise<string> {
	let said = "";
	browser.stderr?.on("data", (chunk) => {
		said += chunk;
	});
	return eventually("Firefox's driver", () => /listening on (ws:\/\/\S+)/.exec(said)?.[1], 30_000);
}

interface Driver {
	send<T>(method: string, params: object): Promise<T>;
	close(): void;
}

async function connectDriver(url: string): Promise<Driver> {
	const socket = new WebSocket(url);
	const waiting = new Map<number, PromiseWithResolvers<unknown>>();
	let lastId = 0;
	await new Promise<void>((resolve, reject) => {
		socket.onopen = () => resolve();
		socket.onerror = () => reject(new Error(`no driver at ${url}`));
	});
	socket.onmessage = ({ data }) => {
		const { id, type, result, error, message } = JSON.parse(String(data));
		const asked = waiting.get(id);
		waiting.delete(id);
		if (type === "error") asked?.reject(new Error(`${error}: ${message}`));
		else asked?.resolve(result);
	};
	return {
		send<T>(method: string, params: object) {
			const id = ++lastId;
			const answer = Promise.withResolvers<unknown>();
			waiting.set(id, answer);
			socket.send(JSON.stringify({ id, method, params }));
			return answer.promise as Promise<T>;
		},
		close: () => socket.close(),
	};
}

async function evaluate<T>(driver: Driver, context: string | undefined, expression: string): Promise<T> {
	const { result, exceptionDetails } = await driver.send<{
		result?: { value?: string };
		exceptionDetails?: { text: string };
	}>("script.evaluate", {
		expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
		target: { context },
		awaitPromise: true,
	});
	if (exceptionDetails) throw new Error(exceptionDetails.text);
	return JSON.parse(result?.value ?? "null") as T;
}
