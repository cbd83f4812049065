import { type ActionItemRow, actionItemRows } from "../../../db/reviews/action-items.ts";
import {
	claimIssues,
	dropIssue,
	type IssueRow,
	issueLeaves,
	linkIssue,
	settleIssue,
} from "../../../db/reviews/issues.ts";
import { peopleOf } from "../../../db/reviews/people.ts";
import { viewsOf } from "../../../db/reviews/reviews.ts";
import { type TrackerRow, trackerRows } from "../../../db/reviews/trackers.ts";
import type { Env } from "../../platform/env.ts";
import { type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { newId } from "../../platform/vault/ids.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { actionItemWire } from "../action-items/wire.ts";
import { type IssueFacts, issueWords, MOST_ISSUE_ATTEMPTS, nextIssueTry } from "../rules/issue.ts";
import { moment } from "../rules/words.ts";
import { type Asked, createIssue, findIssue, TRACKER_TIMEOUT_MS } from "./ask-tracker.ts";
import { trackerOf } from "./registry.ts";

/** Longer than a search of five pages and a creation take. */
const CLAIM_MS = minutes(2);
const AT_ONCE = 3;

/** One try for this item, if one is due and nobody else is at it. */
export async function pursueIssue(env: Env, itemId: string, now: Instant): Promise<void> {
	const claimed = await claimIssues(env.DB, { itemId }, now, CLAIM_MS);
	await Promise.all(claimed.map((issue) => attempt(env, issue)));
}

/** What the minute tick does: tries what was interrupted, or is to be tried again. */
export async function pursueIssues(env: Env, now: Instant): Promise<void> {
	const claimed = await claimIssues(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(claimed.map((issue) => attempt(env, issue)));
}

async function attempt(env: Env, issue: IssueRow): Promise<void> {
	const [item, row] = await Promise.all([
		actionItemRows.read(env.DB, issue.actionItemId),
		trackerRows.read(env.DB, issue.trackerId),
	]);
	if (!item || item.link !== null) return dropIssue(env.DB, issue);
	if (issue.attempts > MOST_ISSUE_ATTEMPTS) return fail(env, issue, "It was interrupted too often.");
	if (!row) return fail(env, issue, "The tracker was removed.");
	const asked = await askedOf(env, issue, item, row);
	if (!asked) return fail(env, issue, "The tracker's token cannot be read: save it again.");
	if (issue.mayExist) {
		const search = await findIssue(env, asked);
		if (search.kind === "found") return link(env, issue, item, search);
		if (search.kind === "unanswered") return later(env, issue, search.why, true);
	}
	if (!(await issueLeaves(env.DB, issue))) return;
	// Whoever comes after the claim looks for it first, so nothing may leave when it is about to run out.
	if (Date.now() + TRACKER_TIMEOUT_MS > issue.claimedUntil) return;
	const outcome = await createIssue(env, asked);
	switch (outcome.kind) {
		case "created":
			return link(env, issue, item, outcome);
		case "refused":
			return fail(env, issue, outcome.why);
		case "not_now":
			return later(env, issue, outcome.why, issue.mayExist);
		case "unknown":
			return later(env, issue, outcome.why, true);
	}
}

function fail(env: Env, issue: IssueRow, detail: string): Promise<void> {
	const { claimedUntil, mayExist } = issue;
	return settleIssue(env.DB, issue, { state: "failed", claimedUntil, mayExist, key: null, detail });
}

function later(env: Env, issue: IssueRow, detail: string, mayExist: boolean): Promise<void> {
	const againAt = nextIssueTry(issue.attempts, Date.now());
	if (againAt === null) return fail(env, { ...issue, mayExist }, detail);
	return settleIssue(env.DB, issue, {
		state: "creating",
		claimedUntil: againAt,
		mayExist,
		key: null,
		detail,
	});
}

function link(
	env: Env,
	issue: IssueRow,
	item: ActionItemRow,
	made: { key: string | null; url: string | null },
): Promise<void> {
	const at = Date.now();
	return linkIssue(env.DB, issue, made, {
		id: newId("audit"),
		at,
		actor: issue.requestedBy,
		action: "actionItem.issue_created",
		targetKind: "actionItem",
		targetId: item.id,
		before: actionItemWire(item),
		after: actionItemWire({ ...item, link: made.url }),
		requestId: issue.marker,
	});
}

/** Null when the secret does not open, or the settings are of another time. */
async function askedOf(
	env: Env,
	issue: IssueRow,
	item: ActionItemRow,
	row: TrackerRow,
): Promise<Asked | null> {
	const tracker = trackerOf(row.kind);
	const settings = tracker.settings.safeParse(row.settings);
	const secret = await unseal(env, row.id, row.secret).catch(() => null);
	if (!settings.success || secret === null) return null;
	const { marker, requestedAt, actionItemId } = issue;
	const words = issueWords(row, await factsOf(env, item));
	const request = { marker, requestedAt, actionItemId, incidentId: null, words };
	return { tracker, settings: settings.data, secret, request };
}

async function factsOf(env: Env, item: ActionItemRow): Promise<IssueFacts> {
	const { incidentId } = item;
	const [people, views] = await Promise.all([
		peopleOf(env.DB, [item.ownerId]),
		viewsOf(env.DB, incidentId === null ? [] : [incidentId]),
	]);
	const view = incidentId === null ? undefined : views.get(incidentId);
	const app = `${publicUrl(env)}/app`;
	return {
		text: item.text,
		type: item.type ?? "",
		owner: people[0]?.name ?? "",
		due: moment(item.dueAt),
		url: `${app}/actions?item=${item.id}`,
		incident: view ? `#${view.number} ${view.title}` : "",
		incidentTitle: view?.title ?? "",
		incidentUrl: view ? `${app}/incidents/${view.id}` : "",
		reviewUrl: view ? `${app}/reviews/${view.id}` : "",
		service: view?.service.name ?? "",
		severity: view?.severity ?? "",
	};
}
