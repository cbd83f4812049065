import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import type { Told } from "../rules/bundle-message.ts";
import { type Awake, type Flow, NO_FLOW } from "../rules/bundling.ts";

/** What a bundle told of longer ago is not counted any more, and no receipt comes for it. */
const KEPT_MS = hours(1);
/** Of one method; the oldest are forgotten, and then counted no more. */
const MOST_TOLD = 500;

/** A page that left in a bundle. */
export interface Carried extends Told {
	bundleId: string;
	pageId: string;
	epoch: number;
	at: Instant;
	/** Nobody has answered it. */
	isOpen: boolean;
	receipt: "received" | "opened" | null;
}

export interface MethodState {
	flow: Flow;
	/** By incident: the last page of each that left in a bundle. */
	carried: Carried[];
}

interface Kept {
	methods: Record<string, MethodState>;
	awake: Awake | null;
}

const SHAPE = storedShape<Kept>(asItIs);
const TABLE = "CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)";

/**
 * What is known of one person's pages. It is written in a storm alone: before one, forgetting it means that a page
 * leaves by itself.
 */
export class BundleStore {
	private known: Kept | null = null;

	constructor(private readonly sql: SqlStorage) {}

	get awake(): Awake | null {
		return this.kept.awake;
	}

	method(methodId: string): MethodState {
		return this.kept.methods[methodId] ?? { flow: NO_FLOW, carried: [] };
	}

	entries(): [string, MethodState][] {
		return Object.entries(this.kept.methods);
	}

	saveMethod(methodId: string, { flow, carried }: MethodState, now: Instant): void {
		const fresh = carried.filter(({ at }) => at > now - KEPT_MS).slice(-MOST_TOLD);
		this.save({ ...this.kept, methods: { ...this.kept.methods, [methodId]: { flow, carried: fresh } } });
	}

	saveAwake(awake: Awake): void {
		this.save({ ...this.kept, awake });
	}

	private save(kept: Kept): void {
		this.known = kept;
		if (!Object.values(kept.methods).some(({ flow, carried }) => flow.storm || carried.length > 0)) return;
		this.sql.exec(TABLE);
		this.sql.exec("INSERT OR REPLACE INTO kept (id, json) VALUES (1, ?)", SHAPE.toText(kept));
	}

	private get kept(): Kept {
		this.known ??= this.stored() ?? { methods: {}, awake: null };
		return this.known;
	}

	private stored(): Kept | null {
		const hasTable = this.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'kept'").toArray().length > 0;
		const row = hasTable ? this.sql.exec("SELECT json FROM kept").toArray()[0] : undefined;
		const read = row ? SHAPE.fromText(String(row.json)) : null;
		return read === null || read.isNewer ? null : read.value;
	}
}
