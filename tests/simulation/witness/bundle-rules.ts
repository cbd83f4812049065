import type { IncidentRecord, SeenEvent, SeenPage } from "./incident-record.ts";
import { type Accuse, mayNotLeave } from "./timeline-rules.ts";

const LONGEST_WAIT_MS = 10_000;
/** So long after it was told, a severity surely says nothing any more. */
const FORGOTTEN_MS = 3_600_000;
const AWAKE_MS = 601_000;
const ALONE = 20;
const WINDOW_MS = 61_000;
/** The pages of a bundle are brought by their incidents, and leave at most so much later. */
const ON_ITS_WAY_MS = 11_000;

interface Called {
	incidentId: string;
	methodId: string;
	severity: string;
	at: number;
}

/** Holds bundles against the timelines of all their incidents. */
export class BundleWatcher {
	readonly #incidents: ReadonlyMap<string, IncidentRecord>;
	readonly #accuse: Accuse;
	readonly #left = new Set<string>();
	readonly #called: Called[] = [];
	/** Pages that wait are asked for before they are committed. */
	readonly #queued: Omit<Called, "severity">[] = [];
	readonly #storms = new Map<string, { userId: string | null; until: number }>();

	constructor(incidents: ReadonlyMap<string, IncidentRecord>, accuse: Accuse) {
		this.#incidents = incidents;
		this.#accuse = accuse;
	}

	/** An event of a page: what it was before this. */
	take(record: IncidentRecord, event: SeenEvent): void {
		if (event.type === "acknowledged") return this.#acknowledged(event);
		if (event.type === "page_queued") this.#queue(record.id, event);
		const page = record.pages.get(String(event.data.pageId));
		if (!page) return;
		const say: Accuse = (name, detail) => this.#accuse(name, `${record.id} #${event.seq}: ${detail}`);
		if (event.type === "page_bundled") this.#bundled(record, page, event, say);
		const { bundleId } = page;
		if (event.type === "page_accepted" && bundleId !== null && !this.#left.has(bundleId))
			say("bundleLeft", `accepted in ${bundleId}, which never left`);
		if (["page_bundled", "page_attempted"].includes(event.type)) this.#note(record, page, event.at);
	}

	#bundled(record: IncidentRecord, page: SeenPage, event: SeenEvent, say: Accuse): void {
		const waitsMs = Date.parse(String(event.data.leavesAt)) - event.at;
		if (waitsMs > LONGEST_WAIT_MS) say("bundledShortly", `waits ${waitsMs} ms`);
		const others = this.#called.filter(
			({ incidentId, methodId, at }) =>
				incidentId !== record.id && methodId === page.methodId && at > event.at - FORGOTTEN_MS,
		);
		const isTold = others.some(({ severity }) => severity <= record.severity);
		if (!isTold) say("worstFirst", `a ${record.severity} waits, and none as bad was told`);
		const asked = this.#queued.filter(
			(one) => one.incidentId !== record.id && one.methodId === page.methodId,
		);
		const recent = [...others, ...asked].filter(({ at }) => at > event.at - WINDOW_MS);
		const begins = new Set(recent.map(({ incidentId }) => incidentId)).size >= ALONE;
		const storm = this.#storms.get(page.methodId);
		if (!begins && !(storm && storm.until > event.at)) say("calmNight", "waits, and there was no storm");
		const until = Math.max(storm?.until ?? 0, event.at + WINDOW_MS);
		this.#storms.set(page.methodId, { userId: page.userId, until });
	}

	#queue(incidentId: string, { at, data }: SeenEvent): void {
		this.#queued.push({ incidentId, methodId: String(data.methodId), at });
		if (this.#queued.length > 5_000) this.#queued.splice(0, 1_000);
	}

	/** While a storm goes on, each first page prolongs it. */
	#note({ id, severity }: IncidentRecord, { methodId, userId }: SeenPage, at: number): void {
		this.#called.push({ incidentId: id, methodId, severity, at });
		if (this.#called.length > 5_000) this.#called.splice(0, 1_000);
		const storm = this.#storms.get(methodId);
		if (storm && storm.until > at)
			this.#storms.set(methodId, { userId, until: Math.max(storm.until, at + WINDOW_MS) });
	}

	/** Whoever acknowledges in a storm is awake for ten minutes, and so long it goes on. */
	#acknowledged({ at, actor }: SeenEvent): void {
		for (const [methodId, { userId, until }] of this.#storms)
			if (userId !== null && userId === actor.id && until > at)
				this.#storms.set(methodId, { userId, until: Math.max(until, at + AWAKE_MS) });
	}

	/** The one request of a bundle: of pages that are committed, and at least one of which still had to be answered. */
	departed(bundleId: string, now: number): void {
		this.#left.add(bundleId);
		const pages = [...this.#incidents.values()].flatMap((record) =>
			[...record.pages.values()]
				.filter((page) => page.bundleId === bundleId && page.attemptsAt.length > 0)
				.map((page) => ({ record, page })),
		);
		if (pages.length === 0)
			this.#accuse("committedFirst", `${bundleId} left with pages that are not committed`);
		const mayLeave = pages.some(
			({ record, page }) => mayNotLeave(record, page) === null || record.answeredAt > now - ON_ITS_WAY_MS,
		);
		if (pages.length > 0 && !mayLeave)
			this.#accuse("neverAfterAck", `${bundleId} left, and all had been answered`);
	}
}
