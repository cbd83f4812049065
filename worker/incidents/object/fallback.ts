import { sendPage } from "../../paging/pager.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { PageMessage } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { newId } from "../../platform/vault/ids.ts";
import { LAST_RESORT_EVERY_MS } from "../rules/escalation.ts";
import { workingMethods } from "../rules/page.ts";
import type { EventStore } from "./event-store.ts";

const CALLED = "fallbackCalledAt";

/**
 * Calls every admin of the plan's snapshot because the incident's own timeline cannot be read. At most once in ten
 * minutes, counted from what is stored; answers when to call again.
 */
export async function pageAllAdmins(
	env: Env,
	store: EventStore,
	damage: string,
	now: Instant,
): Promise<Instant> {
	const calledAt = store.readFact(CALLED);
	const dueAt = calledAt === null ? now : Number(calledAt) + LAST_RESORT_EVERY_MS;
	if (dueAt > now) return dueAt;
	store.writeFact(CALLED, String(now));
	const paging = store.paging();
	log("incident.quarantined", { serviceId: paging?.service.id, damage });
	if (paging) await Promise.all(messagesTo(env, paging));
	return now + LAST_RESORT_EVERY_MS;
}

function messagesTo(env: Env, paging: PagingPlan): Promise<unknown>[] {
	const admins = paging.people.filter((person) => person.role === "admin");
	return admins.flatMap(workingMethods).map((method) => {
		const message = messageFor(env, paging);
		return sendPage(env, { kind: "method", method }, message);
	});
}

function messageFor(env: Env, paging: PagingPlan): PageMessage {
	return {
		kind: "page",
		pageId: newId("page"),
		incidentId: `damaged_${paging.service.id}`,
		epoch: 1,
		number: 0,
		severity: "P1",
		urgency: "high",
		service: paging.service.name,
		title: `${paging.service.name}: damaged incident record. Check it.`,
		level: 0,
		attempt: 1,
		flapping: false,
		navigate: `${publicUrl(env)}/app/`,
		token: null,
		ttlSeconds: LAST_RESORT_EVERY_MS / 1_000,
	};
}
