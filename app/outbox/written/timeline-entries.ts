/** What is hidden of a review's timeline, or noted on it: by event, so that two people never undo each other. */
import { createSignal } from "solid-js";
import type { TimelineEntry } from "../../../worker/reviews/rules/review.ts";
import type { Failure, Result } from "../../state/api.ts";
import type { Device } from "./device-text.ts";

interface Known {
	entries?: TimelineEntry[];
	version: number;
}

const TRIES = 3;
const PAUSE_MS = 800;
const RETRY_MS = 10_000;

type Outcome = "done" | "again" | "refused";

export class TimelineEntries {
	private readonly shown = createSignal<TimelineEntry[]>([]);
	private readonly device: Device;
	private readonly read: () => Promise<Result<Known>>;
	private readonly send: (entries: TimelineEntry[], version: number) => Promise<Result<Known>>;
	private isSending = false;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		device: Device,
		read: () => Promise<Result<Known>>,
		send: (entries: TimelineEntry[], version: number) => Promise<Result<Known>>,
	) {
		this.device = device;
		this.read = read;
		this.send = send;
		this.shown[1](entriesIn(device.read()?.text));
	}

	/** Not known to the server yet. */
	get waiting(): TimelineEntry[] {
		return this.shown[0]();
	}

	/** What the timeline says with what waits here. */
	over(entries: TimelineEntry[]): TimelineEntry[] {
		return mergedEntries(entries, this.waiting);
	}

	change(entry: TimelineEntry): void {
		// What another tab left here meanwhile is sent too.
		this.keep(mergedEntries(this.onDevice(), mergedEntries(this.waiting, [entry])));
		this.flushIn(PAUSE_MS);
	}

	/** Sends what waits, over whatever others changed meanwhile. */
	async flush(): Promise<void> {
		if (this.isSending || this.waiting.length === 0) return;
		this.isSending = true;
		const outcome = await this.sendAll();
		this.isSending = false;
		if (outcome === "refused" || this.waiting.length === 0) return;
		this.flushIn(outcome === "done" ? PAUSE_MS : RETRY_MS);
	}

	private flushIn(pauseMs: number): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), pauseMs);
	}

	private async sendAll(): Promise<Outcome> {
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const known = await this.read();
			if (!known.ok) return afterFailure(known);
			const mine = this.waiting;
			const { entries = [], version } = known.value;
			const answer = await this.send(mergedEntries(entries, mine), version);
			if (answer.ok) {
				const isSent = (one: TimelineEntry) => mine.some((it) => isSame(it, one));
				const left = [...this.onDevice(), ...this.waiting].filter((one) => !isSent(one));
				this.keep(mergedEntries([], left));
				return "done";
			}
			if (answer.offline || answer.problem.slug !== "precondition-failed") return afterFailure(answer);
		}
		return "again";
	}

	private onDevice(): TimelineEntry[] {
		return entriesIn(this.device.read()?.text);
	}

	private keep(waiting: TimelineEntry[]): void {
		this.shown[1](waiting);
		if (waiting.length === 0) this.device.drop();
		else this.device.write({ text: JSON.stringify(waiting), version: 0, sent: null });
	}
}

/** `mine` over `theirs`, event by event. */
export function mergedEntries(theirs: TimelineEntry[], mine: TimelineEntry[]): TimelineEntry[] {
	const by = new Map(theirs.map((entry) => [entry.seq, entry]));
	for (const entry of mine) by.set(entry.seq, entry);
	return [...by.values()].sort((a, b) => a.seq - b.seq);
}

const isSame = (a: TimelineEntry, b: TimelineEntry): boolean =>
	a.seq === b.seq && a.hidden === b.hidden && a.note === b.note;

const afterFailure = (why: Failure): Outcome =>
	why.offline || why.problem.status >= 500 ? "again" : "refused";

function entriesIn(json: string | undefined): TimelineEntry[] {
	try {
		return JSON.parse(json ?? "[]") as TimelineEntry[];
	} catch {
		return [];
	}
}
