import type { MethodKind } from "../../people/rules/person.ts";
import type { Env } from "../../platform/env.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import {
	ALREADY_RESOLVED,
	acknowledgedBy,
	alreadyAcknowledged,
	ESCALATED,
} from "../../platform/rules/phrases.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { type Button, readButton } from "../channels/button.ts";

/** What a press came to, in words for who pressed. `isOver`: nothing is left to be pressed there. */
export interface PressOutcome {
	isOver: boolean;
	words: string;
	/** Where the incident's message is, which is edited by itself; absent where it is not known. */
	place?: string;
}

const NOT_YOURS: PressOutcome = { isOver: false, words: "This page isn’t yours, or it no longer exists." };

/**
 * A button of a message was pressed by whom the provider vouches for. The same rules hold as behind a page's token, which
 * the press stands for: it must be the address of the very method that the page went to.
 */
export async function answerPress(
	env: Env,
	kind: MethodKind,
	data: string,
	address: string,
): Promise<PressOutcome> {
	const button = readButton(data);
	if (!button) return NOT_YOURS;
	const method = await incidentOf(env, button.incidentId).pageMethod(button.pageId);
	if (method?.kind !== kind) return NOT_YOURS;
	const kept = JSON.parse(await unseal(env, method.id, method.address)) as { address?: unknown };
	if (kept.address !== address) return NOT_YOURS;
	if (overLimit(button.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE))
		return { isOver: false, words: "Limit is 30 actions per minute for one page." };
	const outcome = await carryOut(env, button.act, button);
	return method.place === undefined ? outcome : { ...outcome, place: method.place };
}

/** What a page's bearer wants; the page must be theirs for sure. */
export function carryOut(env: Env, act: Button["act"], page: PageAsked): Promise<PressOutcome> {
	return act === "escalate" ? escalate(env, page) : acknowledge(env, page);
}

type PageAsked = Pick<Button, "incidentId" | "pageId" | "epoch">;

async function escalate(env: Env, { incidentId, pageId, epoch }: PageAsked): Promise<PressOutcome> {
	const outcome = await incidentOf(env, incidentId).pageEscalate(pageId, epoch);
	return { isOver: outcome.ok, words: outcome.ok ? ESCALATED : outcome.refusal.detail };
}

async function acknowledge(env: Env, { incidentId, pageId, epoch }: PageAsked): Promise<PressOutcome> {
	const outcome = await incidentOf(env, incidentId).pageAcknowledge(pageId, epoch, null);
	if (!outcome.ok) return { isOver: false, words: outcome.refusal.detail };
	switch (outcome.value.result) {
		case "acknowledged":
			return { isOver: true, words: acknowledgedBy("you") };
		case "already_acknowledged":
			return { isOver: true, words: alreadyAcknowledged(outcome.value.by?.name ?? "Someone") };
		case "already_resolved":
			return { isOver: true, words: ALREADY_RESOLVED };
	}
}
