import { PrecacheController, type PrecacheEntry } from "workbox-precaching";
import { worker } from "./scope.ts";

/** The build puts the list of the app's files here: those whose names are unique for ever in one entry, by their names. */
declare const self: { __WB_MANIFEST: PrecacheEntry[] };

const namesOf = ({ url, revision }: PrecacheEntry): (PrecacheEntry | string)[] =>
	revision ? [{ url, revision }] : url.split(" ").map((name) => `/app/assets/${name}`);

const SHELL = "/app/";
/** The small page behind a tap is the Worker's own and in no build: kept beside the app's files. */
const SMALL_PAGE = "/app/p";
const OWN_CACHE = "tocsin-pages";

/** Every address of the app opens from the device, whatever the network does; a new version comes as a whole. */
export function serveOffline(): void {
	const files = new PrecacheController();
	files.addToCacheList(self.__WB_MANIFEST.flatMap(namesOf));
	worker.addEventListener("install", (event) => {
		event.waitUntil(Promise.all([files.install(event), refreshSmallPage()]));
	});
	worker.addEventListener("activate", (event) => event.waitUntil(files.activate(event)));
	worker.addEventListener("fetch", (event) => {
		const { request } = event;
		const { origin, pathname } = new URL(request.url);
		if (request.method !== "GET" || origin !== worker.location.origin) return;
		if (pathname === SMALL_PAGE) return event.respondWith(smallPage(event));
		const opensApp = request.mode === "navigate" && !/\.\w+$/.test(pathname);
		const key = files.getCacheKeyForURL(opensApp ? SHELL : pathname);
		if (key) event.respondWith(fromDevice(key, request));
	});
}

/** A file that the browser has evicted is fetched as if it had never been kept. */
async function fromDevice(key: string, request: Request): Promise<Response> {
	return (await caches.match(key)) ?? fetch(request);
}

/** From the device at once, and fetched anew for the next time: nobody waits for the network to see who has it. */
async function smallPage(event: FetchEvent): Promise<Response> {
	const cached = await (await caches.open(OWN_CACHE)).match(SMALL_PAGE);
	const fresh = refreshSmallPage();
	if (!cached) return (await fresh) ?? fetch(event.request);
	event.waitUntil(fresh);
	return cached;
}

/** Null without a network; what is kept then stays. */
async function refreshSmallPage(): Promise<Response | null> {
	try {
		const answer = await fetch(SMALL_PAGE, { cache: "no-cache", credentials: "omit" });
		if (!answer.ok || answer.redirected) return null;
		await (await caches.open(OWN_CACHE)).put(SMALL_PAGE, answer.clone());
		return answer;
	} catch {
		return null;
	}
}
