import { TOKEN_LIFE_MS } from "../../paging/capability.ts";
import { pageToken } from "../../paging/page-token.ts";
import { type Recipient, readyPage } from "../../paging/pager.ts";
import { registrationOf } from "../../paging/registration.ts";
import type { Passenger } from "../../paging/rpc.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { PageMessage } from "../../paging/rules/payload.ts";
import type { ReadyRequest } from "../../paging/sending/outcome.ts";
import type { Env } from "../../platform/env.ts";
import { fromWire } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { beginsAt } from "../rules/earlier-methods.ts";
import { nextOnLadder } from "../rules/escalation.ts";
import type { Incident } from "../rules/incident.ts";
import type { Page, UpdateAbout } from "../rules/incident-types.ts";
import { triedWords } from "../rules/remediation-run.ts";

/** A page with nothing planned after it (the last of a quiet severity) may wait this long at a push service. */
const LONGEST_TTL_SECONDS = 3_600;

/** That an update is late is no news later than this: it is told again by then. */
const LATE_TTL_SECONDS = 600;

export interface LeavingPage {
	incident: Incident;
	paging: PagingPlan;
	page: Page;
	/** Of the incident; 0 while it has none. */
	number: number;
	/** What was seen, in a few words; null when the title says it all. */
	cause: string | null;
	/** Where the person has the incident's message already; null: nowhere that is known. */
	below: string | null;
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

/** The same page for a bundle: how it would leave by itself, and by which method. Null: the method was removed. */
export async function passengerOf(env: Env, leaving: LeavingPage, now: number): Promise<Passenger | null> {
	const { page, paging } = leaving;
	const to = recipientOf(paging, page);
	if (to?.kind !== "method" || !page.bundle || page.userId === null) return null;
	const { bundleId, quiet } = page.bundle;
	return {
		bundleId,
		quiet,
		userId: page.userId,
		method: to.method,
		message: await compose(env, leaving, now),
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
	{ incident, paging, page, number, cause, below }: LeavingPage,
	now: number,
): Promise<PageMessage> {
	const token = await pageToken(env, {
		incidentId: incident.id,
		pageId: page.id,
		epoch: page.epoch,
		expiresAt: beginsAt(page) + TOKEN_LIFE_MS,
	});
	const { about } = page;
	return {
		kind: about ? "update_due" : incident.source.kind === "test" ? "test" : "page",
		pageId: page.id,
		incidentId: incident.id,
		epoch: page.epoch,
		number,
		severity: incident.severity,
		urgency: page.urgency,
		service: incident.service.name,
		title: about ? updateTitle(about, now) : incident.title,
		level: page.level,
		attempt: page.attempts + 1,
		flapping: incident.flapping !== null,
		drill: incident.drill,
		below,
		cause: about ? `“${about.draft}”` : cause,
		tried: about ? null : triedWords(incident),
		...(about && { audience: about.audience }),
		navigate: `${publicUrl(env)}/app/${about ? updatePlace(incident.id, about) : `p#t=${token}`}`,
		token,
		ttlSeconds: about ? secondsOfReminder(about, now) : ttlSeconds(incident, paging, now),
	};
}

/** "Public update due in 5 min". */
function updateTitle({ audience, stage, dueAt }: UpdateAbout, now: number): string {
	const update = audience === "public" ? "Public update" : "Stakeholder update";
	const leftMin = Math.round((fromWire(dueAt) - now) / 60_000);
	if (leftMin > 0) return `${update} due in ${leftMin} min`;
	return stage === "soon" && leftMin === 0 ? `${update} due now` : `${update} overdue by ${-leftMin} min`;
}

/** The sheet in which it is written. */
const updatePlace = (incidentId: string, { audience }: UpdateAbout) =>
	`incidents/${incidentId}?update=${audience}`;

/** A reminder is void when the update is due: what follows is told then. */
function secondsOfReminder({ stage, dueAt }: UpdateAbout, now: number): number {
	const leftSeconds = Math.ceil((fromWire(dueAt) - now) / 1_000);
	return stage === "soon" && leftSeconds > 0 ? leftSeconds : LATE_TTL_SECONDS;
}

/** Until the ladder's next step: a page that arrives after it would tell a state that is over. Never 0. */
function ttlSeconds(incident: Incident, paging: PagingPlan, now: number): number {
	const nextAt = nextOnLadder(incident, paging)?.at ?? now + LONGEST_TTL_SECONDS * 1_000;
	const leftMs = nextAt - now;
	return Math.min(Math.max(1, Math.ceil(leftMs / 1_000)), LONGEST_TTL_SECONDS);
}
