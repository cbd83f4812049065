/** What the first screen makes of `GET /now` and of what happens afterwards. */

import { isStale } from "../../../../worker/paging/rules/stale-receipt.ts";
import { openFirst } from "../../../state/firing.ts";
import { canAcknowledge } from "../../../state/first-acknowledgement.ts";
import type { Incident, Monitor, Now } from "../../../state/wire.ts";
import { ago, ms } from "../../../state/words.ts";
import { inPlace } from "../list/lists.ts";

/** An incident that nobody or the reader had when it came; `isOver` once it is no longer open. */
export interface Card {
	incident: Incident;
	isOver: boolean;
	/** It was the reader's when it got its place: told in full, wherever it stands. */
	isOwn: boolean;
}

/** Cards, each with its own acts, and what somebody had when Now was opened, as a quiet list. */
export interface NowView {
	cards: Card[];
	rest: Incident[];
}

export const NOTHING: NowView = { cards: [], rest: [] };

/**
 * What stands on Now for the person `meId`, given what stood there before: whatever has a place keeps it, also when somebody took it or it is
 * over, and what is new goes below, so that nothing changes places under a thumb. From `NOTHING` the order is made
 * anew, the gravest first. What is missing is over only when there was room for all.
 */
export function nowView(now: Now, before: NowView, meId?: string): NowView {
	const ranked = openFirst(now.firing.filter((one) => one.state !== "resolved"));
	const isMine = ({ state, acknowledgedBy: by }: Incident) =>
		state === "acknowledged" && meId !== undefined && by?.kind === "user" && by.id === meId;
	const cardsBefore = before.cards.map(({ incident, isOwn }): Card => {
		const told = now.firing.find((one) => one.id === incident.id);
		const last = told ?? incident;
		return { incident: last, isOwn, isOver: last.state === "resolved" || (!told && !now.hasMoreFiring) };
	});
	const isIn = (list: { id: string }[], id: string) => list.some((one) => one.id === id);
	const shown = cardsBefore.map((card) => card.incident);
	const wanted = [...ranked.filter((one) => one.state === "triggered"), ...ranked.filter(isMine)];
	// What stands below as somebody's keeps its place there until Now is left.
	const stays = (one: Incident) => one.state !== "triggered" && isIn(before.rest, one.id);
	const fresh = wanted.filter((one) => !isIn(shown, one.id) && !stays(one));
	const cards = [
		...cardsBefore,
		...fresh.map((incident) => ({ incident, isOver: false, isOwn: isMine(incident) })),
	];
	const others = ranked.filter((one) => !isIn([...shown, ...fresh], one.id));
	const order = inPlace(
		others.map((one) => one.id),
		before.rest.map((one) => one.id),
	);
	return { cards, rest: order.flatMap((id) => others.filter((one) => one.id === id)) };
}

/** It pages, and asks the person `meId` for an acknowledgement. */
export const isLoud = ({ incident, isOver }: Card, meId: string | undefined): boolean =>
	canAcknowledge(incident, meId) && !incident.soakUntil && !isOver;

/**
 * The card above which all are acknowledged at once: the second that pages, when there are several. It stays the same as
 * long as that card is there, so that nothing moves.
 */
export function allAbove({ cards }: NowView, before: string | null, meId: string | undefined): string | null {
	if (before !== null && cards.some(({ incident }) => incident.id === before)) return before;
	return cards.filter((card) => isLoud(card, meId))[1]?.incident.id ?? null;
}

/** What of a view is still open: what a device remembered may be long over. */
export const stillOpen = (view: NowView): NowView => ({
	...view,
	cards: view.cards.filter((card) => !card.isOver),
});

export type Unpaged = Pick<Monitor, "id" | "name" | "serviceId" | "state">;

/**
 * The monitors that are down while nothing is open for their service: somebody resolved the incident all the same, and
 * they page nobody until they have worked. None where not every open incident is known.
 */
export function downUnpaged<Of extends Unpaged>(monitors: readonly Of[], now: Now | undefined): Of[] {
	if (!now || now.hasMoreFiring) return [];
	const open = new Set(
		now.firing.filter(({ state }) => state !== "resolved").map(({ service }) => service.id),
	);
	return monitors.filter(({ state, serviceId }) => state === "down" && !open.has(serviceId));
}

/** The same in a sentence, for somebody who does not see the screen change. */
export function firingWords({ cards, rest }: NowView, down: readonly Unpaged[] = []): string {
	const open = cards.filter((card) => !card.isOver).map((card) => card.incident);
	const loud = openFirst(open.filter((incident) => incident.state === "triggered"))[0];
	if (loud) return `${loud.severity}: ${loud.title}`;
	return open.length + rest.length + down.length > 0 ? "No one is being paged" : "Nothing is firing";
}

/** "Nothing is firing. Last incident 6 d ago." in two parts; never while a monitor is `down`. */
export function calmWords(
	now: Now,
	at: number,
	down: readonly Unpaged[] = [],
): { title: string; sub: string } {
	const [first] = down;
	if (first) {
		const sub = down.length === 1 ? `${first.name} is down.` : `${down.length} monitors are down.`;
		return { title: "No one is being paged", sub };
	}
	const sub = now.lastIncidentAt ? `Last incident ${ago(now.lastIncidentAt, at)}.` : "No incidents yet.";
	return { title: "Nothing is firing", sub };
}

type Device = Now["devices"][number];

/** Whether a page would get through to this device, as far as anybody can know. */
export function deviceHealth(device: Device, at: number): "well" | "doubtful" | "off" {
	if (device.state !== "active") return "off";
	const last = device.lastReceiptAt;
	return last && !isStale(ms(last), at) ? "well" : "doubtful";
}

/** The answer to "Am I reachable?" in a sentence. */
export function reachWords(devices: Device[], at: number): string {
	const well = devices.filter((device) => deviceHealth(device, at) === "well").length;
	if (well === 0) return "Not confirmed";
	return well === devices.length ? "Yes" : `Yes, on ${well} of ${devices.length} devices`;
}
