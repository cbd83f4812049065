import { createEffect, createRoot, createSignal } from "solid-js";
import { replaceByTruth } from "../push/notification.ts";
import { type StripItem, setStrip } from "../state/strip.ts";
import { deviceOutbox, onOutboxChange } from "./device-outbox.ts";
import { type Entry, type EntryState, stateOf } from "./entry.ts";
import type { Press } from "./outbox.ts";

/** A little under the five seconds within which a waiting tap arrives once the network is back. */
const RETRY_MS = 4_000;

const [entries, setEntries] = createSignal<Entry[]>([]);
const [moment, setMoment] = createSignal(Date.now());

export interface Shown {
	entry: Entry;
	state: EntryState;
}

/** What this device has acknowledged and what became of it; reading it in JSX follows it. */
export const outbox = (): Shown[] => entries().map((entry) => ({ entry, state: stateOf(entry, moment()) }));
export const outboxOf = (incidentId: string): Shown | undefined =>
	outbox().find(({ entry }) => entry.incidentId === incidentId);
/** The incidents of whose taps the server has not heard. */
export const undelivered = (): string[] =>
	outbox()
		.filter(({ state }) => state === "queued")
		.map(({ entry }) => entry.incidentId);

/** Acknowledges as the signed-in person. Resolves with what is known after the first try: told of, or waiting. */
export async function acknowledge(press: Press): Promise<Shown> {
	const entry = await deviceOutbox.acknowledge(press);
	if (entry.outcome) await tellNotifications([entry]);
	return { entry, state: stateOf(entry, Date.now()) };
}

/** The person has read what became of it. */
export const forgetOutcome = (incidentId: string): Promise<void> => deviceOutbox.forget(incidentId);

/** Once, at the start: delivers what waits – now, when the network or the page comes back, and every few seconds. */
export function startOutbox(): () => void {
	const read = async () => {
		setMoment(Date.now());
		setEntries(await deviceOutbox.entries());
	};
	const flush = async () => {
		await tellNotifications(await deviceOutbox.flush());
		await read();
	};
	const again = () => {
		setMoment(Date.now());
		const waiting = entries().some((entry) => entry.outcome === null);
		if (waiting && document.visibilityState === "visible") void flush();
	};
	const seen = () => document.visibilityState === "visible" && void flush();
	const unfollow = onOutboxChange(() => void read());
	const timer = setInterval(again, RETRY_MS);
	addEventListener("online", flush);
	document.addEventListener("visibilitychange", seen);
	void read().then(flush);
	const unsay = createRoot((dispose) => {
		createEffect(() => setStrip("outbox", stripOf(undelivered())));
		return dispose;
	});
	return () => {
		unsay();
		unfollow();
		clearInterval(timer);
		removeEventListener("online", flush);
		document.removeEventListener("visibilitychange", seen);
	};
}

function stripOf(about: string[]): StripItem | null {
	if (about.length === 0) return null;
	const what = about.length === 1 ? "1 acknowledgement" : `${about.length} acknowledgements`;
	return { tone: "amber", text: `${what} not delivered. Escalation continues.`, about };
}

async function tellNotifications(told: Entry[]): Promise<void> {
	if (told.length === 0 || !navigator.serviceWorker) return;
	const registration = await navigator.serviceWorker.getRegistration("/app/");
	const inSight = document.visibilityState === "visible";
	if (registration) await Promise.all(told.map((entry) => replaceByTruth(registration, entry, inSight)));
}
