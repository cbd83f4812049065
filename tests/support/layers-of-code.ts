import { ROOMS, type Room } from "../../scripts/rooms.ts";
import type { Source } from "./sources.ts";

/**
 * What a file is within its room. `rules` are pure, and so are the channels; a `contract` is what goes over the wire; `promises` are the types by
 * which objects call each other, whichever room they live in; the `shell` acts. `wiring` puts the rooms together. An
 * `addition` is one of many alike, an inbound format, a kind of check or of tracker: a folder of its own and a line of its registry,
 * as pure as rules, but for schemas and hashes. The app reads its words alone, which are rules.
 */
export type Kind =
	| "rules"
	| "contract"
	| "addition"
	| "promises"
	| "shell"
	| "db"
	| "tables"
	| "wiring"
	| "seed";

export interface Place {
	kind: Kind | `app/${string}` | "app";
	/** Null for what belongs to no room. */
	room: Room | null;
}

const PACKAGES: Record<Kind, RegExp> = {
	rules: /^(croner|temporal-polyfill|json-p3)$/,
	contract: /^(zod|@hono\/zod-openapi)$/,
	addition: /^(zod|@hono\/zod-openapi|node:crypto)$/,
	promises: /^$/,
	shell:
		/^(cloudflare:(workers|sockets)|node:\w+|zod|hono(\/.+)?|oauth4webapi|ulid|web-push|standardwebhooks|feed|markdown-it|ical-generator|yaml|@simplewebauthn\/server)$/,
	db: /^drizzle-orm/,
	tables: /^drizzle-orm/,
	seed: /^drizzle-orm/,
	wiring: /^(cloudflare:workers|hono(\/.+)?|@hono\/zod-openapi)$/,
};

/** What each kind may import of its own room and of those below, and of any room. */
const MAY_IMPORT: Record<Kind, { below: Kind[]; anywhere: Kind[] }> = {
	rules: { below: ["rules"], anywhere: [] },
	contract: { below: ["rules", "contract", "addition"], anywhere: [] },
	addition: { below: ["rules", "contract", "addition"], anywhere: ["promises"] },
	promises: { below: [], anywhere: ["rules", "contract", "promises"] },
	shell: { below: ["rules", "contract", "addition", "shell", "db"], anywhere: ["promises"] },
	db: { below: ["rules", "contract", "db"], anywhere: ["tables"] },
	tables: { below: ["rules", "tables"], anywhere: [] },
	seed: { below: [], anywhere: ["rules", "tables", "db", "seed"] },
	wiring: { below: [], anywhere: ["rules", "contract", "promises", "shell", "db", "wiring"] },
};

/** The floors of the app: what each may import beside the rules and the contracts, which all of them may. */
const FLOORS: Record<string, { floors: string[]; packages: RegExp }> = {
	"app/state": { floors: [], packages: /^(solid-js|idb-keyval)/ },
	"app/device": { floors: ["app/state"], packages: /^(solid-js|idb-keyval)/ },
	"app/service-worker": { floors: ["app/device"], packages: /^workbox-/ },
	"app/parts": {
		floors: ["app/state"],
		packages: /^(solid-js|@solidjs\/router$|mdast-util-from-markdown$)/,
	},
	"app/shell": { floors: ["app/state", "app/parts"], packages: /^(solid-js|@solidjs\/router$)/ },
	"app/screens": {
		floors: ["app/state", "app/device", "app/parts", "app/shell"],
		packages: /^(solid-js|@solidjs\/router|@simplewebauthn\/browser|uqr|uplot)/,
	},
	"app/gallery": { floors: ["app/state", "app/parts", "app/shell"], packages: /^solid-js/ },
	app: {
		floors: ["app/state", "app/device", "app/parts", "app/shell", "app/screens", "app/gallery"],
		packages: /^(solid-js|@solidjs\/router$)/,
	},
};

const isRoom = (name: string | undefined): name is Room => (ROOMS as readonly string[]).includes(name ?? "");

/** Where a file stands; null for what no rule knows, and for scripts and tests, which may import anything. */
export function placeOf(path: string): Place | null {
	const [top, second = "", ...rest] = path.split("/");
	if (top === "worker") return rest.length > 0 ? inRoom(second, rest) : { kind: "wiring", room: null };
	if (top === "db") return inDatabase(second, rest);
	if (top === "app") return inApp(second, rest);
	return null;
}

/** The folders that hold many alike, and what these share. */
const ADDED =
	/^(inbound|checks|trackers)\/([\w-]+\/(?<file>\w[\w-]*)|registry|plain|inbound-format|lenient|check-kind|tracker-kind|settings)\.ts$/;
const RULES_OF_ADDITIONS = ["words", "judge", "refuse"];

function inRoom(room: string, rest: string[]): Place | null {
	if (!isRoom(room)) return null;
	const [folder, file = folder] = [rest[0] ?? "", rest.at(-1)];
	const isOfChannel = room === "paging" && folder === "channels" && file !== "contract.ts";
	if (folder === "rules" || isOfChannel) return { kind: "rules", room };
	const added = ADDED.exec(rest.join("/"))?.groups;
	if (added) return { kind: RULES_OF_ADDITIONS.includes(added.file ?? "") ? "rules" : "addition", room };
	const isOfContract = rest.slice(0, -1).some((name) => name === "contract" || name === "commands");
	if (isOfContract || file === "contract.ts") return { kind: "contract", room };
	const isPromise = rest.length === 1 && ["rpc.ts", "stubs.ts", "env.ts", "answer.ts"].includes(folder);
	return { kind: isPromise ? "promises" : "shell", room };
}

function inDatabase(second: string, rest: string[]): Place | null {
	if (rest.length > 0 && isRoom(second))
		return { kind: /tables\.ts$/.test(rest[0] ?? "") ? "tables" : "db", room: second };
	return second.startsWith("seed") ? { kind: "seed", room: null } : null;
}

/** What the app asks of the device it runs on – push, and the outbox that a push empties – is one. */
function inApp(second: string, rest: string[]): Place | null {
	if (rest.length === 0) return { kind: "app", room: null };
	const floor = second === "push" || second === "outbox" ? "app/device" : `app/${second}`;
	return floor in FLOORS ? { kind: floor as Place["kind"], room: null } : null;
}

/** The imports of a file that go against the stream, as "file → what it imports". */
export function importsAgainstTheStream(source: Source): string[] {
	const place = placeOf(source.path);
	if (!place) return [`${source.path} is in no known room`];
	const against =
		place.kind in FLOORS ? againstFloor(place.kind) : againstRoom(place as Place & { kind: Kind });
	return source.imports
		.filter((name) => !name.endsWith(".css") && against(name))
		.map((name) => `${source.path} → ${name}`);
}

const isOwn = (name: string): boolean => /^(worker|app|db|tests|scripts)\//.test(name);

function againstFloor(floor: string): (name: string) => boolean {
	const may = FLOORS[floor]!;
	return (name) => {
		if (!isOwn(name)) return !may.packages.test(name);
		const other = placeOf(name);
		if (!other) return true;
		const isAllowed = ["rules", "contract", floor, ...may.floors].includes(other.kind);
		return !isAllowed || (floor === "app/parts" && other.kind === "app/shell");
	};
}

function againstRoom({ kind, room }: Place & { kind: Kind }): (name: string) => boolean {
	const may = MAY_IMPORT[kind];
	const height = (of: Room | null) => (of === null ? ROOMS.length : ROOMS.indexOf(of));
	return (name) => {
		if (!isOwn(name)) return !PACKAGES[kind].test(name);
		const other = placeOf(name);
		if (!other || other.kind in FLOORS) return true;
		const otherKind = other.kind as Kind;
		if (may.anywhere.includes(otherKind)) return false;
		return !may.below.includes(otherKind) || height(other.room) > height(room);
	};
}

/** An object's class is made known to the platform by worker/index.ts; everybody else calls it through its stub. */
export function importsOfObjects(source: Source): string[] {
	if (source.path === "worker/index.ts") return [];
	return source.imports
		.filter((name) => /-object\.tsx?$/.test(name))
		.map((name) => `${source.path} → ${name}`);
}
