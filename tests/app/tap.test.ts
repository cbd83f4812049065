/** Where a press on a notification leads, whatever the app's window is doing. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const ORIGIN = "https://tocsin.example";
let opened: string[];
let isThere: boolean;

beforeEach(() => {
	opened = [];
	isThere = true;
	vi.resetModules();
	vi.stubGlobal("indexedDB", deviceOf({ userId: "usr_ana", methodId: null, tapToAcknowledge: false }));
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

/** A browser's database that holds this device and nothing else. */
function deviceOf(device: object) {
	const answers = (result: unknown) => {
		const request: { result: unknown; onsuccess?: () => void } = { result };
		queueMicrotask(() => request.onsuccess?.());
		return request;
	};
	const store = { get: (key: string) => answers(key === "device" ? device : undefined) };
	return { open: () => answers({ transaction: () => ({ objectStore: () => store }) }) };
}

/** A window of the app that has not come so far that it would hear a message. */
function loadingWindow(path: string, isControlled = true) {
	const window = {
		url: `${ORIGIN}${path}`,
		focus: async () => window,
		postMessage: () => {},
		navigate: async (to: string) => {
			if (!isControlled)
				throw new TypeError("This service worker is not the client's active service worker.");
			window.url = new URL(to, window.url).href;
		},
	};
	return window;
}

async function press(
	window: ReturnType<typeof loadingWindow>,
	openWindow = async (to: string) => void opened.push(to),
): Promise<void> {
	vi.stubGlobal("self", { clients: { matchAll: async () => [window], openWindow }, registration: {} });
	const { tapped } = await import("../../app/service-worker/tap.ts");
	const data = { tocsin: 1, role: "page", incidentId: "inc_1", token: null, title: "Checkout is down" };
	const close = () => {
		isThere = false;
	};
	await tapped({ data, tag: "inc_1", close } as unknown as Notification, "");
}

it("brings a window that is still loading to the incident", async () => {
	const window = loadingWindow("/app/people");
	await press(window);
	expect(window.url).toBe(`${ORIGIN}/app/incidents/inc_1`);
	expect(opened).toEqual([]);
});

it("opens another window where the browser does not let it lead that one", async () => {
	await press(loadingWindow("/app/people", false));
	expect(opened).toEqual(["/app/incidents/inc_1"]);
	expect(isThere).toBe(false);
});

it("keeps the notification where the browser opens nothing any more, so that it can be pressed again", async () => {
	const tooLate = () => Promise.reject(new DOMException("Not allowed to open a window."));
	await expect(press(loadingWindow("/app/people", false), tooLate)).rejects.toThrow("Not allowed");
	expect(isThere).toBe(true);
});
