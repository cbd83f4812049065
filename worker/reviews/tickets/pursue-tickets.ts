import { type TicketRow, ticketIsOurs, ticketLeaves, ticketOutbox } from "../../../db/incidents/tickets.ts";
import { webhookRows } from "../../../db/paging/webhooks.ts";
import { viewsOf } from "../../../db/reviews/reviews.ts";
import { trackerRows } from "../../../db/reviews/trackers.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import type { TicketResult } from "../../incidents/rules/ticket.ts";
import type { Env } from "../../platform/env.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { DEFAULT_BODY, DEFAULT_TITLE, MOST_ISSUE_ATTEMPTS, nextIssueTry } from "../rules/issue.ts";
import { ticketWords } from "../rules/ticket-words.ts";
import { type Asked, createIssue, findIssue, TRACKER_TIMEOUT_MS } from "../trackers/ask-tracker.ts";
import { trackerOf } from "../trackers/registry.ts";

/** Longer than a search of five pages and a creation take. */
const CLAIM_MS = minutes(2);
const AT_ONCE = 3;

/** Files the tickets that severities want, each once. What is interrupted is looked for before it is tried again. */
export async function pursueTickets(env: Env, now: Instant): Promise<void> {
	const claimed = await ticketOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(claimed.map((row) => attempt(env, row)));
}

async function attempt(env: Env, row: TicketRow): Promise<void> {
	const view = (await viewsOf(env.DB, [row.incidentId])).get(row.incidentId);
	const found = view && (await askedOf(env, row, view));
	if (!found) return fail(env, row, "the severity policy", "What it names was removed, or cannot be read.");
	const { where, asked } = found;
	if (row.attempts > MOST_ISSUE_ATTEMPTS) return fail(env, row, where, "It was interrupted too often.");
	if (row.mayExist) {
		const search = await findIssue(env, asked);
		if (search.kind === "found") return filed(env, row, where, search);
		if (search.kind === "unanswered") return later(env, row, where, search.why, true);
	}
	if (!(await ticketLeaves(env.DB, row))) return;
	// Whoever comes after the claim looks for it first, so nothing may leave when it is about to run out.
	if (Date.now() + TRACKER_TIMEOUT_MS > row.claimedUntil) return;
	const outcome = await createIssue(env, asked);
	switch (outcome.kind) {
		case "created":
			return filed(env, row, where, outcome);
		case "refused":
			return fail(env, row, where, outcome.why);
		case "not_now":
			return later(env, row, where, outcome.why, row.mayExist);
		case "unknown":
			return later(env, row, where, outcome.why, true);
	}
}

/** The timeline says it first: whoever is killed in between finds the ticket and says it again, which changes nothing. */
async function settle(env: Env, row: TicketRow, result: Omit<TicketResult, "marker">): Promise<void> {
	await incidentOf(env, row.incidentId).ticketSettled({ marker: row.marker, ...result });
	const state = result.failure === null ? "created" : "failed";
	await ticketOutbox.settle(env.DB, row, { state }, ticketIsOurs(row));
}

function filed(
	env: Env,
	row: TicketRow,
	where: string,
	{ key, url }: { key: string | null; url: string | null },
): Promise<void> {
	return settle(env, row, { where, key, url, failure: null });
}

function fail(env: Env, row: TicketRow, where: string, failure: string): Promise<void> {
	return settle(env, row, { where, key: null, url: null, failure });
}

async function later(env: Env, row: TicketRow, where: string, why: string, mayExist: boolean): Promise<void> {
	const againAt = nextIssueTry(row.attempts, Date.now());
	if (againAt === null) return fail(env, row, where, why);
	await ticketOutbox.settle(env.DB, row, { claimedUntil: againAt, mayExist }, ticketIsOurs(row));
}

/** By the tracker's templates; a webhook gets those that a tracker has at first. Null when there is nobody to ask. */
async function askedOf(
	env: Env,
	row: TicketRow,
	view: IncidentView,
): Promise<{ where: string; asked: Asked } | null> {
	const place = isIdOf("tracker", row.targetId)
		? await trackerRows.read(env.DB, row.targetId)
		: await webhookPlace(env, row.targetId);
	if (!place) return null;
	const tracker = trackerOf(place.kind);
	const settings = tracker.settings.safeParse(place.settings);
	const secret = await unseal(env, place.id, place.secret).catch(() => null);
	if (!settings.success || secret === null) return null;
	const words = ticketWords(place, view, `${publicUrl(env)}/app`);
	const { marker, requestedAt, incidentId } = row;
	const request = { marker, requestedAt, words, incidentId, actionItemId: null };
	return { where: place.name, asked: { tracker, settings: settings.data, secret, request } };
}

async function webhookPlace(env: Env, id: string) {
	const row = await webhookRows.read(env.DB, id);
	if (!row) return null;
	const { name, url, secret } = row;
	const templates = { title: DEFAULT_TITLE, body: DEFAULT_BODY };
	return { id, kind: "webhook" as const, name, settings: { url }, secret, ...templates };
}
