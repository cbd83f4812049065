import { pageToken, TOKEN_LIFE_MS } from "../../paging/page-token.ts";
import { type Recipient, readyPage } from "../../paging/pager.ts";
import { registrationOf } from "../../paging/registration.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { PageMessage } from "../../paging/rules/payload.ts";
import type { ReadyRequest } from "../../paging/sending/outcome.ts";
import type { Env } from "../../platform/env.ts";
import { publicUrl } from "../../platform/settings.ts";
import { nextOnLadder } from "../rules/escalation.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page } from "../rules/incident-types.ts";
import { triedWords } from "../rules/remediation-run.ts";

/** A page with nothing planned after it (the last of a quiet severity) may wait this long at a push service. */
const LONGEST_TTL_SECONDS = 3_600;

export interface LeavingPage {
	incident: Incident;
	paging: PagingPlan;
	page: Page;
	/** Of the incident; 0 while it has none. */
	number: number;
}

/**
 * Makes the next request of a page ready: token and payload are made here, from the state of this very moment, and kept
 * nowhere. Throws when they cannot be made.
 */
export async function readyToSend(env: Env, leaving: LeavingPage, now: number): Promise<ReadyRequest> {
	const to = recipientOf(leaving.paging, leaving.page);
	if (to === null) return async () => ({ kind: "failed", reason: "removed" });
	const request = await readyPage(env, to, await compose(env, leaving, now));
	return async () => {
		const outcome = await request();
		if (outcome.kind !== "gone" || to.kind !== "method") return outcome;
		return { ...outcome, registration: await registrationOf(to.method.address) };
	};
}

function recipientOf(paging: PagingPlan, page: Page): Recipient | null {
	if (page.userId === null) {
		const webhook = paging.webhooks.find((w) => w.id === page.methodId);
		return webhook ? { kind: "webhook", webhook } : null;
	}
	const person = paging.people.find((p) => p.id === page.userId);
	const method = person?.methods.find((m) => m.id === page.methodId);
	return method ? { kind: "method", method } : null;
}

async function compose(
	env: Env,
	{ incident, paging, page, number }: LeavingPage,
	now: number,
): Promise<PageMessage> {
	const token = await pageToken(env, {
		incidentId: incident.id,
		pageId: page.id,
		epoch: page.epoch,
		expiresAt: page.queuedAt + TOKEN_LIFE_MS,
	});
	return {
		kind: incident.source.kind === "test" ? "test" : "page",
		pageId: page.id,
		incidentId: incident.id,
		number,
		severity: incident.severity,
		urgency: page.urgency,
		service: incident.service.name,
		title: incident.title,
		level: page.level,
		attempt: page.attempts + 1,
		flapping: incident.flapping !== null,
		tried: triedWords(incident),
		navigate: `${publicUrl(env)}/app/p#t=${token}`,
		token,
		ttlSeconds: ttlSeconds(incident, paging, now),
	};
}

/** Until the ladder's next step: a page that arrives after it would tell a state that is over. Never 0. */
function ttlSeconds(incident: Incident, paging: PagingPlan, now: number): number {
	const nextAt = nextOnLadder(incident, paging)?.at ?? now + LONGEST_TTL_SECONDS * 1_000;
	const leftMs = nextAt - now;
	return Math.min(Math.max(1, Math.ceil(leftMs / 1_000)), LONGEST_TTL_SECONDS);
}
