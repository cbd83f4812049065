import { disableContactMethod, sealedAddressOf } from "../../../db/paging/disable-method.ts";
import { noteReceipt } from "../../../db/paging/receipts.ts";
import { registrationOf } from "../../paging/registration.ts";
import { GONE } from "../../paging/rules/send-outcome.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { deskOf, liveOf, publicationOf, vaultOf } from "../../platform/stubs.ts";
import { incidentWire, timelineEventWire } from "../contract/incidents.ts";
import { isOver } from "../rules/ending.ts";
import { earliest } from "../rules/escalation.ts";
import type { StoredEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { publicViewOf, viewOf } from "../rules/incident-view.ts";
import { asTimeline } from "../rules/stored-events.ts";
import type { EventStore } from "./event-store.ts";
import { type Facts, project } from "./projection.ts";

/** What is cut off while subscribers are told is taken up again after this long. */
const GUARD_MS = 4_000;
/** Pages that are leaving go first, and what they came to is told with the rest; but nobody waits longer than this. */
const BURST_MS = 250;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/** Who must be told of the incident's changes, each as often as it takes: how far it was told is kept beside the events. */
const SUBSCRIBERS = ["publication", "desk", "live", "database", "devices"] as const;
type Subscriber = (typeof SUBSCRIBERS)[number] | "vault";

interface Checkpoint {
	seq: number;
	failures: number;
	retryAt: number | null;
}

type Progress = Partial<Record<Subscriber, Checkpoint>>;
/** The fact of the store that says how far each was told. Whoever is not in it is told from the beginning: harmless. */
const PROGRESS = "subscribers";
const PROGRESS_SHAPE = storedShape<Progress>(asItIs);

/** Tells every subscriber what it does not know yet. Nothing here is waited for by anybody who was paged or commands. */
export class EventSubscribers {
	private running: Promise<void> | null = null;
	private again = false;
	/** Set while the next telling waits for the pages that are leaving. */
	private waiting: ReturnType<typeof setTimeout> | null = null;
	/** As it is stored, or newer: nobody else writes it. */
	private known: Progress | null = null;
	private isNoted = true;
	/** The public's view that the publication took last, without its place in the order. */
	private published: string | null = null;

	constructor(
		private readonly env: Env,
		private readonly store: EventStore,
		private readonly ctx: { exports: object },
	) {}

	/**
	 * When a subscriber that could not be told is to be told again; null when all know everything. While they are being
	 * told, that ends by itself: the alarm only stands guard.
	 */
	retryAt(): number | null {
		if (this.running || this.waiting !== null) return Date.now() + GUARD_MS;
		const seq = this.store.incident()?.seq ?? 0;
		let at: number | null = null;
		for (const name of this.names()) {
			// The vault hears of an end last: until the others know it, there is nothing to tell it.
			if (name === "vault" && this.isOver() && !this.allKnow()) continue;
			const checkpoint = this.progress(name);
			if (checkpoint.seq < seq) at = earliest(at, checkpoint.retryAt ?? Date.now());
		}
		return at;
	}

	/** Tells within `BURST_MS`, and `done` after that; `catchUp` may come before. */
	catchUpSoon(done: () => void): void {
		this.waiting ??= setTimeout(() => void this.catchUp().then(done), BURST_MS);
	}

	/** One telling at a time; a change during it leads to another. */
	catchUp(): Promise<void> {
		if (this.waiting !== null) clearTimeout(this.waiting);
		this.waiting = null;
		if (this.running) {
			this.again = true;
			return this.running;
		}
		this.running = this.loop().finally(() => {
			this.running = null;
		});
		return this.running;
	}

	private async loop(): Promise<void> {
		do {
			this.again = false;
			const names = this.names();
			const isOver = this.isOver();
			const others = names.filter((name) => name !== "vault" || !isOver);
			await Promise.all(others.map((name) => this.tell(name)));
			this.save();
			// Last: an incident is settled, and no longer swept, only when all the others know its end.
			if (isOver && names.includes("vault") && this.allKnow()) await this.tell("vault");
			this.save();
		} while (this.again);
	}

	/** A test page is nobody's business but its screen's and its device's. */
	private names(): readonly Subscriber[] {
		return this.store.incident()?.source.kind === "test" ? ["live", "devices"] : [...SUBSCRIBERS, "vault"];
	}

	private isOver(): boolean {
		const incident = this.store.incident();
		return incident !== null && isOver(incident);
	}

	private allKnow(): boolean {
		const seq = this.store.incident()?.seq ?? 0;
		return SUBSCRIBERS.every((name) => this.progress(name).seq >= seq);
	}

	private async tell(name: Subscriber): Promise<void> {
		const incident = this.store.incident();
		const paging = this.store.paging();
		const progress = this.progress(name);
		if (!incident || !paging || progress.seq >= incident.seq) return;
		if (progress.retryAt !== null && progress.retryAt > Date.now()) return;
		const { seq } = incident;
		const events = this.store.eventsAfter(progress.seq);
		try {
			await this.tellOne(name, { env: this.env, ctx: this.ctx, incident, paging, events });
			this.note(name, { seq, failures: 0, retryAt: null });
		} catch (error) {
			const failures = progress.failures + 1;
			const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 60_000;
			this.note(name, { seq: progress.seq, failures, retryAt: Date.now() + waitMs });
			log("incident.follower_failed", { incidentId: incident.id, name, failures, error: String(error) });
		}
	}

	/** Most of what happens to an incident is not for the public: only what changes its view is told. */
	private async tellOne(name: Subscriber, facts: Facts): Promise<void> {
		if (name !== "publication") return PROJECT[name](facts);
		const view = publicViewOf(facts.incident);
		if (view === null) return;
		const shown = JSON.stringify({ ...view, seq: null });
		if (shown === this.published) return;
		await publicationOf(this.env).upsert(view);
		this.published = shown;
	}

	private progress(name: Subscriber): Checkpoint {
		this.known ??= this.stored();
		return this.known[name] ?? { seq: 0, failures: 0, retryAt: null };
	}

	private stored(): Progress {
		const text = this.store.readFact(PROGRESS);
		const read = text === null ? null : PROGRESS_SHAPE.fromText(text);
		return read === null || read.isNewer ? {} : read.value;
	}

	private note(name: Subscriber, progress: Checkpoint): void {
		this.known = { ...this.known, [name]: progress };
		this.isNoted = false;
	}

	/** Once a round: what a kill makes it forget is told again, and changes nothing there. */
	private save(): void {
		if (this.isNoted) return;
		this.store.writeFact(PROGRESS, PROGRESS_SHAPE.toText(this.known ?? {}));
		this.isNoted = true;
	}
}

const PROJECT: Record<Exclude<Subscriber, "publication">, (facts: Facts) => Promise<void>> = {
	async desk({ env, incident, events }) {
		const changed = events.some((e) => STATE_CHANGES.has(e.type));
		if (!changed) return;
		const { id: incidentId, state, seq, lastEventAt, isOverridden } = incident;
		const isWatched = incident.soak !== null;
		const at = incident.resolvedAt ?? lastEventAt;
		await deskOf(env, incident.service.id).incidentChanged({
			...{ incidentId, state, at, seq, isOverridden, isWatched },
		});
	},
	database: project,
	async devices({ env, incident, events }) {
		for (const { methodId, registration } of goneMethods(events)) {
			const address = await sealedAddressOf(env.DB, methodId);
			if (address !== null && (await registrationOf(address)) === registration)
				await disableContactMethod(env.DB, methodId, address);
		}
		for (const { methodId, at, tookMs } of receipts(incident, events))
			await noteReceipt(env.DB, methodId, at, tookMs);
	},
	async live({ env, incident, paging, events }) {
		await liveOf(env).publish({
			incident: incidentWire(viewOf(incident, paging)),
			events: events.map((event) => timelineEventWire(asTimeline(event))),
		});
	},
	async vault({ env, incident, events }) {
		if (isOver(incident)) return vaultOf(env).settleIncident(incident.id);
		if (events.some((e) => e.type === "reopened")) await vaultOf(env).openIncident(incident.id);
	},
};

const STATE_CHANGES: ReadonlySet<string> = new Set([
	"triggered",
	"acknowledged",
	"unacknowledged",
	"acknowledgement_lapsed",
	"resolved",
	"reopened",
	"soak_started",
	"soak_ended",
]);

/** Which devices said that a page arrived, and how long it had taken from its first request. */
function receipts(incident: Incident, events: StoredEvent[]) {
	return events.flatMap((e) => {
		if (e.type !== "page_received" || e.data.userId === null) return [];
		const queuedAt = incident.pages.get(e.data.pageId)?.queuedAt;
		return [{ methodId: e.data.methodId, at: e.at, tookMs: queuedAt === undefined ? null : e.at - queuedAt }];
	});
}

/**
 * Devices that a push service says it has forgotten: their rows are switched off for everybody, not just here, unless
 * they have registered again since.
 */
function goneMethods(events: StoredEvent[]) {
	return events.flatMap((e) => (e.type === "page_failed" && e.data.reason === GONE ? [e.data] : []));
}
