import { createEffect, createRoot, createSignal } from "solid-js";
import { replaceByTruth } from "../push/notification.ts";
import { beforeSignOut, myId } from "../state/session.ts";
import { type StripItem, setStrip } from "../state/strip.ts";
import { acknowledgements, commandOutbox, deviceOutbox, onOutboxChange } from "./device-outbox.ts";
import { type Entry, type EntryState, stateOf } from "./entry.ts";
import type { Kept } from "./kept.ts";
import type { Press } from "./outbox.ts";

/** A little under the five seconds within which a waiting tap arrives once the network is back. */
const RETRY_MS = 4_000;

const [entries, setEntries] = createSignal<Entry[]>([]);
const [commands, setCommands] = createSignal<Kept[]>([]);
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

/** What this person did to an incident here and the server has not taken, or took within the last minutes; the oldest first. */
export const keptOf = (incidentId: string): Kept[] => mine().filter((one) => one.incidentId === incidentId);
/** Whether it is still on its first way, and no word is needed. */
export const isSending = (kept: Kept): boolean => stateOf(kept, moment()) === "sending";

const mine = (): Kept[] => {
	const userId = myId();
	return commands()
		.filter((one) => one.userId === userId)
		.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));
};

/** Acknowledges as the signed-in person. Resolves with what is known after the first try: told of, or waiting. */
export async function acknowledge(press: Press): Promise<Shown> {
	const entry = await deviceOutbox.acknowledge(press);
	if (entry.outcome) await tellNotifications([entry]);
	return { entry, state: stateOf(entry, Date.now()) };
}

/** The person has read what became of it. */
export const forgetOutcome = (incidentId: string): Promise<void> => deviceOutbox.forget(incidentId);

/**
 * Before the person gives it back: a tap of before, whose answer was lost, must not take it again afterwards. When this
 * resolves none is under way.
 */
export async function withdrawAcknowledgement(incidentId: string): Promise<void> {
	if (!outboxOf(incidentId)) return;
	const { store, changed, alone } = acknowledgements;
	await alone(() => store.change(incidentId, () => undefined));
	changed();
}

/** Once, at the start: delivers what waits – now, when the network or the page comes back, and every few seconds. */
export function startOutbox(): () => void {
	const read = async () => {
		setMoment(Date.now());
		setEntries(await deviceOutbox.entries());
		setCommands(await commandOutbox.entries());
	};
	const flush = async () => {
		await tellNotifications(await deviceOutbox.flush());
		await commandOutbox.flush();
		await read();
	};
	const again = () => {
		setMoment(Date.now());
		const waiting = [...entries(), ...commands()].some((entry) => entry.outcome === null);
		if (waiting && document.visibilityState === "visible") void flush();
	};
	const seen = () => document.visibilityState === "visible" && void flush();
	beforeSignOut(() => commandOutbox.flush());
	const unfollow = onOutboxChange(() => void read());
	const timer = setInterval(again, RETRY_MS);
	addEventListener("online", flush);
	document.addEventListener("visibilitychange", seen);
	void read().then(flush);
	const unsay = createRoot((dispose) => {
		createEffect(() => setStrip("outbox", stripOf(undelivered())));
		createEffect(() => setStrip("commands", stripOfKept(mine())));
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

/** Without a word while it is on its first way. What asks for a decision leads to its incident. */
function stripOfKept(kept: Kept[]): StripItem | null {
	const open = kept.filter((one) => one.outcome?.kind !== "done" && !isSending(one));
	const [first] = open;
	if (!first) return null;
	const asks = open.find((one) => one.outcome !== null);
	const what = open.length === 1 ? "1 change" : `${open.length} changes`;
	const about = open.map((one) => one.incidentId);
	const href = `/incidents/${(asks ?? first).incidentId}`;
	return {
		tone: "amber",
		text: asks ? `${what} not sent: please look` : `${what} not sent yet`,
		about,
		href,
	};
}

async function tellNotifications(told: Entry[]): Promise<void> {
	if (told.length === 0 || !navigator.serviceWorker) return;
	const registration = await navigator.serviceWorker.getRegistration("/app/");
	const inSight = document.visibilityState === "visible";
	if (registration) await Promise.all(told.map((entry) => replaceByTruth(registration, entry, inSight)));
}
