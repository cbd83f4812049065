import { projectIncident } from "../../../db/incidents/incidents.ts";
import { noticeStatement } from "../../../db/incidents/notices.ts";
import { ticketStatement } from "../../../db/incidents/tickets.ts";
import { tellStatement } from "../../../db/paging/webhook-deliveries.ts";
import { noteFinished } from "../../../db/remediation/ledger.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { webhookRunnerOf } from "../../paging/webhooks/rpc.ts";
import type { Env } from "../../platform/env.ts";
import { newId } from "../../platform/vault/ids.ts";
import type { StoredEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { publicViewOf, viewOf } from "../rules/incident-view.ts";
import { endsOfRuns } from "../rules/remediation-run.ts";
import { ticketWanted } from "../rules/ticket.ts";
import { peopleTold } from "../rules/told-people.ts";
import { newsOf } from "../rules/webhook-news.ts";

/** The incident as it is, and the events that the subscriber does not know yet. */
export interface Telling {
	env: Env;
	ctx: { exports: object };
	incident: Incident;
	paging: PagingPlan;
	events: StoredEvent[];
}

/** Brings the database up to the incident, and with it whom and what else these events concern. Harmless when repeated. */
export async function project(telling: Telling, arrived: D1PreparedStatement[]): Promise<void> {
	const { env, ctx, incident, paging, events } = telling;
	const news = newsOf(incident, events).map((one) => ({ id: newId("webhookDelivery"), ...one }));
	// Webhooks last: how many of them wait is what the last statement wrote.
	const told = news.length === 0 ? [] : [tellStatement(env.DB, news, Date.now())];
	const also = [...arrived, ...wanted(telling), ...told];
	const written = await projectIncident(
		env.DB,
		viewOf(incident, paging),
		publicViewOf(incident),
		events,
		also,
	);
	await noteFinished(env.DB, endsOfRuns(events));
	// What is lost here, the minute tick does.
	if (told.length > 0 && written > 0)
		await webhookRunnerOf(ctx)
			.deliver()
			.catch(() => {});
}

/** What the severity asks for: a ticket, and people to be told. */
function wanted({ env, incident, paging, events }: Telling): D1PreparedStatement[] {
	const now = Date.now();
	const targetId = ticketWanted(incident, paging, events, now);
	const people = peopleTold(incident, paging, events, now);
	const marker = crypto.randomUUID();
	return [
		...(targetId === null ? [] : [ticketStatement(env.DB, incident.id, { targetId, marker }, now)]),
		...(people.length === 0 ? [] : [noticeStatement(env.DB, incident.id, people)]),
	];
}
