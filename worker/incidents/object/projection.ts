import { projectIncident } from "../../../db/incidents/incidents.ts";
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

/** The incident and what just happened to it, for those who follow. */
export interface Facts {
	env: Env;
	ctx: { exports: object };
	incident: Incident;
	paging: PagingPlan;
	events: StoredEvent[];
}

/** Brings the database up to the incident, and with it what outgoing webhooks are told. Harmless when repeated. */
export async function project({ env, ctx, incident, paging, events }: Facts): Promise<void> {
	const news = newsOf(incident, events).map((one) => ({ id: newId("webhookDelivery"), ...one }));
	const view = viewOf(incident, paging);
	const target = ticketWanted(incident, paging, events, Date.now());
	const marker = crypto.randomUUID();
	const ticket = target === null ? null : { targetId: target, marker };
	const people = peopleTold(incident, paging, events, Date.now());
	const told = { news, ticket, people };
	const waiting = await projectIncident(env.DB, view, publicViewOf(incident), events, told);
	await noteFinished(env.DB, endsOfRuns(events));
	// What is lost here, the minute tick does.
	if (waiting > 0)
		await webhookRunnerOf(ctx)
			.deliver()
			.catch(() => {});
}
