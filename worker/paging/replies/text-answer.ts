import { methodOfNumber } from "../../../db/paging/contact-methods.ts";
import { disableContactMethod } from "../../../db/paging/disable-method.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import { log } from "../../platform/log.ts";
import type { TextedPage } from "../../platform/rpc.ts";
import { incidentOf, vaultOf } from "../../platform/stubs.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { numberHash } from "../contact-methods/number-hash.ts";
import { type Answerable, meantBy, readTextReply, type TextReply } from "../rules/text-reply.ts";
import { answerTo, HOW_TO_REPLY } from "../rules/text-words.ts";
import { carryOut } from "./press.ts";

/** So many texts that mean nothing are answered in a minute: two machines could answer each other for ever. */
const HINTS_PER_MINUTE = 2;
/** Somebody waits for their acknowledgement: a database that has not answered by then is not asked. */
const DATABASE_MS = 700;
const STOPPED = "STOP was sent from this number. Send START to our number, then verify it again.";

/**
 * Carries out what somebody answers by text: 4, 6, or STOP; a provider vouches for the number that it comes from. The
 * words for them, once the act is durable; null: nothing is to be answered.
 */
export async function answerText(c: AppContext, from: string, text: string): Promise<string | null> {
	const number = await numberHash(c.env, from);
	if (overLimit(`text ${number}`, Date.now(), PAGE_ACTIONS_PER_MINUTE)) return null;
	const reply = readTextReply(text);
	switch (reply.kind) {
		case "stop":
			await stop(c, number);
			return null;
		case "unknown":
			return overLimit(`hint ${number}`, Date.now(), HINTS_PER_MINUTE) ? null : `${HOW_TO_REPLY}.`;
		case "act":
			return act(c.env, reply, from, number);
	}
}

/** Nothing more is sent to this number, and its owner reads why. The provider itself answers the text. */
async function stop(c: AppContext, number: string): Promise<void> {
	const method = await methodOfNumber(c.env.DB, number);
	if (!method) return;
	await disableContactMethod(c.env.DB, method.id, method.address, STOPPED);
	refreshDesksNaming(c, method.userId);
}

interface Candidate extends Answerable, TextedPage {}

async function act(
	env: Env,
	reply: Extract<TextReply, { kind: "act" }>,
	from: string,
	number: string,
): Promise<string> {
	const [pages, ownerId] = await Promise.all([
		vaultOf(env).textedPages(number, Date.now()),
		methodIdNow(env, number),
	]);
	const all = await Promise.all(pages.map((page) => candidateOf(env, page, from, ownerId)));
	const choice = meantBy(
		reply,
		all.filter((one) => one !== null),
	);
	if ("words" in choice) return choice.words;
	const { meant } = choice;
	return answerTo(meant, (await carryOut(env, reply.act, meant)).words);
}

/** The active method that has this number now; undefined where the database does not answer in time. */
async function methodIdNow(env: Env, number: string): Promise<string | null | undefined> {
	try {
		return (await withTimeout(methodOfNumber(env.DB, number), DATABASE_MS))?.id ?? null;
	} catch (error) {
		log("text.database_down", { error: String(error) });
		return undefined;
	}
}

/**
 * Null for a page that this number may not answer: its method has another number by now, is turned off, or belongs to
 * somebody else, or the incident was reopened since. Without the database the incident's own snapshot decides.
 */
async function candidateOf(
	env: Env,
	page: TextedPage,
	from: string,
	ownerId: string | null | undefined,
): Promise<Candidate | null> {
	const incident = incidentOf(env, page.incidentId);
	const method = await incident.pageMethod(page.pageId);
	if (method?.kind !== "sms" || (ownerId !== undefined && ownerId !== method.id)) return null;
	const kept = JSON.parse(await unseal(env, method.id, method.address)) as { address?: unknown };
	if (kept.address !== from) return null;
	const view = await incident.pageView(page.pageId, page.epoch);
	if (!view.ok) return null;
	const { number, title, state } = view.value;
	return { ...page, number, title, state };
}
