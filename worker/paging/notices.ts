import { type ContactMethodRow, methodsOfUser } from "../../db/paging/contact-methods.ts";
import { disableContactMethod } from "../../db/paging/disable-method.ts";
import { webhookRows } from "../../db/paging/webhooks.ts";
import type { MethodKind } from "../people/rules/person.ts";
import type { Env } from "../platform/env.ts";
import type { Instant } from "../platform/rules/time.ts";
import { channelOf } from "./channels/registry.ts";
import { sendsReceipts } from "./channels/traits.ts";
import { readyNotice, readyNoticeForTarget } from "./pager.ts";
import type { Notice } from "./rules/payload.ts";

/**
 * What became of a notice. `void`: there is nothing to tell any more. `no_method`: nothing that this person has can
 * carry it. `again`: a further try may succeed.
 */
export type NoticeOutcome = "sent" | "void" | "no_method" | "not_delivered" | "again";

/** How long a request may take at most, with some time to note what became of it. */
const SENDING_MS = 20_000;

/**
 * A notice to a person: to every active phone, or without a phone to whatever else can carry it; to those among
 * the kinds that are asked for. `make` is asked again
 * when everything is ready, so that nothing leaves that is no longer so; and nothing leaves later than `until`, when
 * somebody else may take it. Every try carries the same `noticeId`.
 */
export async function deliverNotice(
	env: Env,
	userId: string,
	until: Instant,
	make: () => Promise<Notice | null>,
	isAmong: (kind: MethodKind) => boolean = () => true,
): Promise<NoticeOutcome> {
	const notice = await make();
	if (!notice) return "void";
	const all = await methodsOfUser(env.DB, userId);
	const methods = noticeMethods(all.filter(({ kind }) => isAmong(kind)));
	if (methods.length === 0) return "no_method";
	const ready = await Promise.all(methods.map((method) => readyNotice(env, method, notice)));
	if (JSON.stringify(await make()) !== JSON.stringify(notice)) return "again";
	if (Date.now() + SENDING_MS > until) return "again";
	const outcomes = await Promise.all(ready.map((send) => send()));
	const gone = methods.filter((_, i) => outcomes[i]?.kind === "gone");
	await Promise.all(gone.map(({ id, address }) => disableContactMethod(env.DB, id, address)));
	if (outcomes.some(({ kind }) => kind === "accepted")) return "sent";
	const mayStillCome = gone.length > 0 || outcomes.some(({ kind }) => kind === "retry");
	return mayStillCome ? "again" : "not_delivered";
}

/** The same to an outgoing webhook of the organization. One that is gone or was switched off is told nothing. */
export async function deliverNoticeToWebhook(
	env: Env,
	webhookId: string,
	until: Instant,
	make: () => Promise<Notice | null>,
): Promise<NoticeOutcome> {
	const notice = await make();
	if (!notice) return "void";
	const webhook = await webhookRows.read(env.DB, webhookId);
	if (webhook?.state !== "active") return "no_method";
	const send = await readyNoticeForTarget(env, webhook, notice);
	if (JSON.stringify(await make()) !== JSON.stringify(notice)) return "again";
	if (Date.now() + SENDING_MS > until) return "again";
	const { kind } = await send();
	if (kind === "accepted") return "sent";
	return kind === "retry" ? "again" : "not_delivered";
}

/** Phones alone where there are any: they show it and are quiet. */
function noticeMethods(methods: ContactMethodRow[]): ContactMethodRow[] {
	const able = methods.filter(({ kind, state }) => state === "active" && channelOf(kind)?.notice);
	const phones = able.filter(({ kind }) => sendsReceipts(kind));
	return phones.length > 0 ? phones : able;
}
