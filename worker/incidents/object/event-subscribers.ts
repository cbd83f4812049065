import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { publicationOf } from "../../platform/stubs.ts";
import { isOver } from "../rules/ending.ts";
import { earliest } from "../rules/escalation.ts";
import { publicViewOf } from "../rules/incident-view.ts";
import type { EventStore } from "./event-store.ts";
import type { Numbering } from "./numbering.ts";
import { TELL, type Telling } from "./subscriber-calls.ts";

/** What is cut off while subscribers are told is taken up again after this long. */
const GUARD_MS = 4_000;
/** Pages that are leaving go first, and what they came to is told with the rest; but nobody waits longer than this. */
const BURST_MS = 250;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/** Who must be told of the incident's changes, each as often as it takes: how far it was told is kept beside the events. */
const SUBSCRIBERS = ["publication", "desk", "live", "database", "devices"] as const;
type Subscriber = (typeof SUBSCRIBERS)[number] | "vault";
/** What is asked for, and as often as it takes, is kept beside them. */
type Told = Subscriber | "number";

interface Checkpoint {
	seq: number;
	failures: number;
	retryAt: number | null;
}

type Progress = Partial<Record<Told, Checkpoint>>;
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
		private readonly numbering: Numbering,
		private readonly ctx: { exports: object },
	) {}

	/** Whoever began it sets the alarm when it has ended. */
	get isTelling(): boolean {
		return this.running !== null || this.waiting !== null;
	}

	/**
	 * When a subscriber that could not be told is to be told again; null when all know everything. While they are being
	 * told, that ends by itself: the alarm only stands guard.
	 */
	retryAt(): number | null {
		if (this.isTelling) return Date.now() + GUARD_MS;
		const seq = this.store.incident()?.seq ?? 0;
		let at = this.numbering.isWanted() ? (this.progress("number").retryAt ?? Date.now()) : null;
		for (const name of this.names()) {
			if (this.waitsForNumber(name)) continue;
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
			// Mostly it is known by now, and told with the rest.
			this.numbering.keep(Date.now());
			const names = this.names();
			const isOver = this.isOver();
			const others = names.filter((name) => name !== "vault" || !isOver);
			await Promise.all([this.askNumber(), ...others.map((name) => this.tell(name))]);
			this.save();
			// Last: an incident is settled, and no longer swept, only when all the others know its end.
			if (isOver && names.includes("vault") && this.allKnow()) await this.tell("vault");
			this.save();
		} while (this.again);
	}

	/** The database keeps every incident under its number. */
	private waitsForNumber(name: Subscriber): boolean {
		return name === "database" && this.numbering.isWanted();
	}

	private async askNumber(): Promise<void> {
		const { retryAt } = this.progress("number");
		if (!this.numbering.isWanted() || (retryAt !== null && retryAt > Date.now())) return;
		try {
			await this.numbering.ask();
			this.again = true;
		} catch (error) {
			this.noteFailure("number", error);
		}
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
		if (this.waitsForNumber(name)) return;
		const { seq } = incident;
		const events = this.store.eventsAfter(progress.seq);
		try {
			await this.tellOne(name, { env: this.env, ctx: this.ctx, incident, paging, events });
			this.note(name, { seq, failures: 0, retryAt: null });
		} catch (error) {
			this.noteFailure(name, error);
		}
	}

	private noteFailure(name: Told, error: unknown): void {
		const { seq, failures: before } = this.progress(name);
		const failures = before + 1;
		const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 60_000;
		this.note(name, { seq, failures, retryAt: Date.now() + waitMs });
		const incidentId = this.store.incident()?.id;
		log("incident.follower_failed", { incidentId, name, failures, error: String(error) });
	}

	/** Most of what happens to an incident is not for the public: only what changes its view is told. */
	private async tellOne(name: Subscriber, facts: Telling): Promise<void> {
		if (name !== "publication") return TELL[name](facts);
		const view = publicViewOf(facts.incident);
		if (view === null) return;
		const shown = JSON.stringify({ ...view, seq: null });
		if (shown === this.published) return;
		await publicationOf(this.env).upsert(view);
		this.published = shown;
	}

	private progress(name: Told): Checkpoint {
		this.known ??= this.stored();
		return this.known[name] ?? { seq: 0, failures: 0, retryAt: null };
	}

	private stored(): Progress {
		const text = this.store.readFact(PROGRESS);
		const read = text === null ? null : PROGRESS_SHAPE.fromText(text);
		return read === null || read.isNewer ? {} : read.value;
	}

	private note(name: Told, progress: Checkpoint): void {
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
