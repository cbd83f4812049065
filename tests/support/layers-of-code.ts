import type { Source } from "./sources.ts";

/**
 * What each part of the code may import beside itself and the parts below it in this list. `ground` is what lies in
 * worker/ itself (env, settings, log, egress, the objects' promises and stubs), `wiring` its entry and the sweep.
 */
const MAY_IMPORT: Record<string, { parts: string[]; packages: RegExp }> = {
	core: { parts: [], packages: /^temporal-polyfill$/ },
	contract: { parts: ["core"], packages: /^(zod|@hono\/zod-openapi)$/ },
	"app/state": { parts: ["core", "contract"], packages: /^(solid-js|idb-keyval)/ },
	"app/device": { parts: ["core", "contract", "app/state"], packages: /^(solid-js|idb-keyval)/ },
	"app/service-worker": { parts: ["core", "contract", "app/device"], packages: /^workbox-/ },
	"app/parts": { parts: ["core", "contract", "app/state"], packages: /^(solid-js|@solidjs\/router$)/ },
	"app/shell": { parts: ["app/state", "app/parts"], packages: /^(solid-js|@solidjs\/router$)/ },
	"app/screens": {
		parts: ["core", "contract", "app/state", "app/device", "app/parts", "app/shell"],
		packages: /^(solid-js|@solidjs\/router|@simplewebauthn\/browser|uqr)/,
	},
	"app/gallery": {
		parts: ["core", "contract", "app/state", "app/parts", "app/shell"],
		packages: /^solid-js/,
	},
	app: {
		parts: ["app/state", "app/device", "app/parts", "app/shell", "app/screens", "app/gallery"],
		packages: /^(solid-js|@solidjs\/router$)/,
	},
	ground: { parts: ["core", "contract"], packages: /^cloudflare:/ },
	db: { parts: ["core", "contract"], packages: /^drizzle-orm/ },
	vault: {
		parts: ["core", "contract", "ground", "db"],
		packages: /^(cloudflare:workers|node:crypto|ulid|web-push)$/,
	},
	live: { parts: ["core", "contract", "ground", "db", "vault"], packages: /^cloudflare:workers$/ },
	watch: { parts: ["core", "contract", "ground", "vault"], packages: /^(cloudflare:workers|node:\w+)$/ },
	desk: {
		parts: ["core", "contract", "ground", "db", "vault"],
		packages: /^(cloudflare:workers|node:\w+|zod)$/,
	},
	paging: {
		parts: ["core", "contract", "ground", "db", "vault"],
		packages: /^(node:\w+|web-push|standardwebhooks)$/,
	},
	auth: {
		parts: ["core", "contract", "ground", "db", "vault"],
		packages: /^@simplewebauthn\/server$/,
	},
	incident: {
		parts: ["core", "contract", "ground", "db", "vault", "paging"],
		packages: /^(cloudflare:workers|node:\w+)$/,
	},
	status: {
		parts: ["core", "contract", "ground", "db"],
		packages: /^(cloudflare:workers|node:\w+|feed|hono(\/.+)?)$/,
	},
	http: {
		parts: [
			"core",
			"contract",
			"ground",
			"db",
			"vault",
			"live",
			"watch",
			"desk",
			"auth",
			"paging",
			"incident",
			"status",
		],
		packages: /^(hono(\/.+)?|@hono\/zod-openapi|@simplewebauthn\/server|zod|node:\w+)$/,
	},
	wiring: {
		parts: [
			...["core", "contract", "ground", "db", "vault", "live", "watch"],
			...["desk", "paging", "incident", "status", "http"],
		],
		packages: /^(cloudflare:workers|hono)$/,
	},
};

const WIRING = ["worker/index.ts", "worker/sweep.ts"];

/** The part a file belongs to; scripts and tests may import anything and are none. Null for what no rule knows. */
export function partOf(path: string): string | null {
	const [top, second, deeper] = path.split("/");
	if (top === "db") return top;
	if (top === "app") return deeper === undefined ? "app" : roomOfApp(second ?? "");
	if (top !== "worker" || second === undefined) return null;
	if (deeper !== undefined) return second in MAY_IMPORT ? second : null;
	return WIRING.includes(path) ? "wiring" : "ground";
}

/** What the app asks of the device it runs on – push, and the outbox that a push empties – is one. */
function roomOfApp(folder: string): string | null {
	const room = folder === "push" || folder === "outbox" ? "app/device" : `app/${folder}`;
	return room in MAY_IMPORT ? room : null;
}

/** The imports of a file that go against the stream, as "file → what it imports". */
export function importsAgainstTheStream(source: Source): string[] {
	const part = partOf(source.path);
	const may = part === null ? undefined : MAY_IMPORT[part];
	if (!may) return [`${source.path} is in no known part`];
	return source.imports
		.filter((name) => {
			if (isStyle(name)) return false;
			if (!/^(worker|app|db|tests|scripts)\//.test(name)) return !may.packages.test(name);
			const other = partOf(name);
			return other === null || (other !== part && !may.parts.includes(other));
		})
		.map((name) => `${source.path} → ${name}`);
}

const isStyle = (name: string): boolean => name.endsWith(".css");

/** An object's class is made known to the platform by worker/index.ts; everybody else calls it through its stub. */
export function importsOfObjects(source: Source): string[] {
	if (source.path === "worker/index.ts") return [];
	return source.imports
		.filter((name) => /-object\.tsx?$/.test(name))
		.map((name) => `${source.path} → ${name}`);
}
