import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { unseal } from "../platform/vault/seal.ts";
import { type Accounts, NO_ACCOUNTS } from "./channels/accounts.ts";
import type { Ask, CodeMessage, Thread } from "./channels/channel.ts";
import { channelOf } from "./channels/registry.ts";
import { traitsOf } from "./channels/traits.ts";
import { webhook } from "./channels/webhook/channel.ts";
import { checkInToken } from "./check-in-token.ts";
import { overLimitOf } from "./metering.ts";
import type { ContactMethod, WebhookTarget } from "./rules/paging-plan.ts";
import { type Notice, type PageMessage, withoutToken } from "./rules/payload.ts";
import type { SendOutcome } from "./rules/send-outcome.ts";
import { mayBeAnswered } from "./rules/text-words.ts";
import { type ForeignFormat, foreignOf, foreignRequest } from "./rules/webhook-formats.ts";
import { accountsOf } from "./sending/accounts.ts";
import type { ReadyRequest } from "./sending/outcome.ts";
import { readyAsk } from "./sending/ready-ask.ts";

/** The reason of what would be sent by an account that the settings do not name. */
const NOT_SET_UP = "not_set_up";

/** Where a page goes: a person's method, or a webhook that is a level's own target. */
export type Recipient =
	| { kind: "method"; method: ContactMethod }
	| { kind: "webhook"; webhook: WebhookTarget };

/** One request to one recipient. Never throws: what cannot be sent is an outcome with a reason. */
export async function sendPage(env: Env, to: Recipient, message: PageMessage): Promise<SendOutcome> {
	return (await readyPage(env, to, message))();
}

/**
 * A request to one recipient, ready to leave, so that whoever sends it can ask once more whether it may. Neither this
 * nor the request throws: what cannot be sent is a request whose outcome has a reason.
 */
export async function readyPage(env: Env, to: Recipient, message: PageMessage): Promise<ReadyRequest> {
	const broken = (error: unknown): SendOutcome => {
		log("page.send_broke", { pageId: message.pageId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	};
	try {
		const request =
			to.kind === "webhook"
				? await readyForTarget(env, to.webhook, message)
				: await readyForMethod(env, to.method, message);
		return () => request().catch(broken);
	} catch (error) {
		return async () => broken(error);
	}
}

/** A notice to one method, ready to leave. Neither this nor the request throws. */
export async function readyNotice(env: Env, method: ContactMethod, notice: Notice): Promise<ReadyRequest> {
	const broken = (error: unknown): SendOutcome => {
		log("notice.send_broke", { noticeId: notice.noticeId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	};
	try {
		const address: unknown = JSON.parse(await unseal(env, method.id, method.address));
		const channel = channelOf(method.kind);
		if (!channel?.notice) return failed("no_channel");
		const ask = channel.notice(address, await withToken(env, method, notice), await accountsOf(env));
		if (!ask) return failed(NOT_SET_UP);
		const request = await readyForPerson(env, ask);
		return () => request().catch(broken);
	} catch (error) {
		return async () => broken(error);
	}
}

/** A request about a person's message of an incident, ready to leave. Neither this nor the request throws. */
export async function readyInThread(
	env: Env,
	method: ContactMethod,
	make: (thread: Thread<unknown>, address: unknown, accounts: Accounts) => Ask | null,
): Promise<ReadyRequest> {
	const broken = (error: unknown): SendOutcome => {
		log("thread.send_broke", { methodId: method.id, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	};
	try {
		const address: unknown = JSON.parse(await unseal(env, method.id, method.address));
		const thread = channelOf(method.kind)?.thread;
		if (!thread) return failed("no_channel");
		const ask = make(thread, address, await accountsOf(env));
		if (!ask) return failed(NOT_SET_UP);
		const request = await readyAsk(env, ask);
		return () => request().catch(broken);
	} catch (error) {
		return async () => broken(error);
	}
}

/** A check-in with the token of the device that it goes to, where that may have one. */
async function withToken(env: Env, { id, kind }: ContactMethod, notice: Notice): Promise<Notice> {
	if (!notice.checkIn || !traitsOf(kind)?.carriesToken) return notice;
	return { ...notice, token: await checkInToken(env, { ...notice.checkIn, methodId: id }) };
}

/** The code that proves an address, sent at once. Never throws: what cannot be sent is an outcome with a reason. */
export async function sendCode(
	env: Env,
	method: Pick<ContactMethod, "id" | "userId" | "kind" | "address">,
	message: CodeMessage,
): Promise<SendOutcome> {
	try {
		const address: unknown = JSON.parse(await unseal(env, method.id, method.address));
		const channel = channelOf(method.kind);
		const accounts = await accountsOf(env);
		const ask = channel?.code?.(address, message, accounts);
		if (!ask) return { kind: "failed", reason: NOT_SET_UP };
		const limit = await overLimitOf(env, ask, { id: message.codeId, userId: method.userId, page: null });
		if (limit) return { kind: "failed", reason: limit };
		const first = channel?.prepareCode?.(accounts);
		const prepared = first ? await (await readyAsk(env, first))() : null;
		return prepared && prepared.kind !== "accepted" ? prepared : await (await readyAsk(env, ask))();
	} catch (error) {
		log("contact_method.code_broke", { methodId: method.id, error: String(error) });
		return { kind: "failed", reason: "internal" };
	}
}

/** A notice to an outgoing webhook, ready to leave. Neither this nor the request throws. */
export async function readyNoticeForTarget(
	env: Env,
	target: WebhookTarget,
	notice: Notice,
): Promise<ReadyRequest> {
	const broken = (error: unknown): SendOutcome => {
		log("notice.send_broke", { noticeId: notice.noticeId, error: String(error) });
		return { kind: "retry", reason: "internal", retryAfterMs: null };
	};
	try {
		if (foreignOf(target.format)) return failed("no_word_for_it");
		const secret = await unseal(env, target.id, target.secret);
		const ask = webhook.notice?.({ url: target.url, secret }, notice, NO_ACCOUNTS);
		if (!ask) return failed("no_channel");
		const request = await readyAsk(env, ask);
		return () => request().catch(broken);
	} catch (error) {
		return async () => broken(error);
	}
}

async function readyForMethod(env: Env, method: ContactMethod, message: PageMessage): Promise<ReadyRequest> {
	if (method.state !== "active") return failed(method.state);
	const channel = channelOf(method.kind);
	if (!channel) return failed("no_channel");
	const address: unknown = JSON.parse(await unseal(env, method.id, method.address));
	const carried = channel.traits.carriesToken ? message : withoutToken(message);
	const ask = channel.page(address, carried, await accountsOf(env));
	if (!ask) return failed(NOT_SET_UP);
	const { pageId: id, incidentId, epoch } = message;
	const page = mayBeAnswered(carried) ? { incidentId, epoch } : null;
	const limit = await overLimitOf(env, ask, { id, userId: method.userId, page });
	return limit ? failed(limit) : readyForPerson(env, ask);
}

/** Where 404 or 410 is answered, a person's device or address is gone for good. */
async function readyForPerson(env: Env, ask: Ask): Promise<ReadyRequest> {
	const request = await readyAsk(env, ask);
	return async () => {
		const outcome = await request();
		const isGone = outcome.kind === "failed" && ["http_404", "http_410"].includes(outcome.reason);
		return isGone ? { kind: "gone" } : outcome;
	};
}

async function readyForTarget(env: Env, target: WebhookTarget, message: PageMessage): Promise<ReadyRequest> {
	const secret = await unseal(env, target.id, target.secret);
	const format = foreignOf(target.format);
	if (format) return readyForeign(env, format, { url: target.url, key: secret }, message);
	const ask = webhook.page({ url: target.url, secret }, withoutToken(message), NO_ACCOUNTS);
	return ask ? readyAsk(env, ask) : failed("no_channel");
}

/** A page of another tool is its alert: the same one that events of the incident open, acknowledge and close. */
async function readyForeign(
	env: Env,
	format: ForeignFormat,
	to: { url: string; key: string },
	message: PageMessage,
): Promise<ReadyRequest> {
	if (message.drill) return failed("drill");
	const { incidentId: id, number, title, severity, service } = message;
	const incident = { ...{ id, number, title, severity }, service };
	const link = withoutToken(message).navigate;
	const request = foreignRequest(format, to, { type: "incident.triggered", incident, by: null, link });
	if (!request) return failed("no_word_for_it");
	const { url, headers, body } = request;
	return readyAsk(env, { by: "http", url, headers, body: () => body });
}

function failed(reason: string): ReadyRequest {
	return async () => ({ kind: "failed", reason });
}
