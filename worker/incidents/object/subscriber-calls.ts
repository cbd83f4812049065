import { disableContactMethod, sealedAddressOf } from "../../../db/paging/disable-method.ts";
import { receiptStatement } from "../../../db/paging/receipts.ts";
import { registrationOf } from "../../paging/registration.ts";
import { GONE } from "../../paging/rules/send-outcome.ts";
import { bundlesOf, deskOf, liveOf, vaultOf } from "../../platform/stubs.ts";
import { incidentWire, timelineEventWire } from "../contract/incidents.ts";
import { beginsAt } from "../rules/earlier-methods.ts";
import { isOver } from "../rules/ending.ts";
import type { StoredEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { viewOf } from "../rules/incident-view.ts";
import { asTimeline } from "../rules/stored-events.ts";
import { project, type Telling } from "./projection.ts";

export type { Telling };

/** How each subscriber is told. The publication is told by its view alone. */
export const TELL = {
	async desk({ env, incident, events }: Telling) {
		const changed = events.some((e) => STATE_CHANGES.has(e.type));
		if (!changed) return;
		const { id: incidentId, state, seq, lastEventAt, isOverridden } = incident;
		const isWatched = incident.soak !== null;
		const at = incident.resolvedAt ?? lastEventAt;
		await deskOf(env, incident.service.id).incidentChanged({
			...{ incidentId, state, at, seq, isOverridden, isWatched },
		});
	},
	database(telling: Telling) {
		const { env, incident, events } = telling;
		return project(
			telling,
			receipts(incident, events).map((receipt) => receiptStatement(env.DB, receipt)),
		);
	},
	async devices({ env, incident, events }: Telling) {
		for (const { at, userId, byThem } of answers(incident, events))
			await bundlesOf(env, userId).answered(incident.id, at, byThem);
		for (const { methodId, registration } of goneMethods(events)) {
			const address = await sealedAddressOf(env.DB, methodId);
			if (address !== null && (await registrationOf(address)) === registration)
				await disableContactMethod(env.DB, methodId, address);
		}
		// Those of other incidents are written with the incident itself, in one round trip.
		const arrived = incident.source.kind === "test" ? receipts(incident, events) : [];
		for (const receipt of arrived) await receiptStatement(env.DB, receipt).run();
	},
	async live({ env, incident, paging, events }: Telling) {
		await liveOf(env).publish({
			incident: incidentWire(viewOf(incident, paging)),
			events: events.map((event) => timelineEventWire(asTimeline(event))),
		});
	},
	async vault({ env, incident, events }: Telling) {
		if (isOver(incident)) return vaultOf(env).settleIncident(incident.id);
		if (events.some((e) => e.type === "reopened")) await vaultOf(env).openIncident(incident.id);
	},
} satisfies Record<string, (telling: Telling) => Promise<void>>;

/** What the Desk does not know by itself: that an incident began it does, since it opened it. */
const STATE_CHANGES: ReadonlySet<string> = new Set([
	"acknowledged",
	"first_acknowledged",
	"unacknowledged",
	"acknowledgement_lapsed",
	"resolved",
	"reopened",
	"merged",
	"soak_started",
	"soak_ended",
]);

/** Whom it had paged hears that nobody has to answer, once for each acknowledgement, and of an end without one. */
function answers({ pages, severity, acknowledgedAt }: Incident, events: StoredEvent[]) {
	const paged = new Set(
		[...pages.values()].flatMap(({ userId, attempts }) => (attempts > 0 ? (userId ?? []) : [])),
	);
	const ends = events.filter(
		({ type }) => type === "acknowledged" || (type === "resolved" && acknowledgedAt === null),
	);
	return ends.flatMap(({ type, at, actor }) =>
		[...paged].map((userId) => {
			const isTheirs = type === "acknowledged" && actor.kind === "user" && actor.id === userId;
			return { at, userId, byThem: isTheirs ? severity : null };
		}),
	);
}

/** Which devices said that a page arrived, and how long it had taken from its first request. */
function receipts(incident: Incident, events: StoredEvent[]) {
	return events.flatMap((e) => {
		if (e.type !== "page_received" || e.data.userId === null) return [];
		const page = incident.pages.get(e.data.pageId);
		return [{ methodId: e.data.methodId, at: e.at, tookMs: page ? e.at - beginsAt(page) : null }];
	});
}

/**
 * Devices that a push service says it has forgotten: their rows are switched off for everybody, not just here, unless
 * they have registered again since.
 */
function goneMethods(events: StoredEvent[]) {
	return events.flatMap((e) => (e.type === "page_failed" && e.data.reason === GONE ? [e.data] : []));
}
