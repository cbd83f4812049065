import { type Notice, type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import type { PushoverAccount } from "../accounts.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";
import { TRAITS } from "../traits.ts";

/** Pushover's own bounds of what repeats until somebody acknowledges it. */
const RETRY_SECONDS = 30;
const MOST_EXPIRE_SECONDS = 10_800;
const EMERGENCY = 2;
const USUAL = 0;
const QUIET = -1;

/**
 * A message of the instance's Pushover application to one person. One that must be heard now repeats until it is
 * acknowledged in Pushover, which tells us by a callback; or until we tell Pushover that it is void.
 */
export const pushover: Channel<"address", Line> = {
	...oneLine,
	traits: TRAITS.pushover,
	wrong: (address) =>
		/^[A-Za-z0-9]{30}$/.test(address) ? null : "must be your user key, 30 letters and digits",
	isSetUp: ({ pushover }) => pushover !== null,
	page: ({ address }, message, { pushover }) => pushover && pageAsk(pushover, address, message),
	notice: ({ address }, notice, { pushover }) =>
		pushover && (isTakenBack(notice) ? silence(pushover, notice) : tell(pushover, address, notice)),
	code: ({ address }, { code, validMinutes, navigate }, { pushover }) =>
		pushover &&
		send(pushover, address, {
			title: "Your code for Tocsin",
			message: `Your code is ${code}. It works for ${validMinutes} minutes. Not you? Then do nothing.`,
			url: navigate,
			url_title: "Enter the code",
			priority: USUAL,
		}),
};

function pageAsk(account: PushoverAccount, user: string, message: PageMessage): HttpAsk {
	const isAnswered = message.token !== null && message.kind !== "update_due";
	const isLoud = isAnswered && message.urgency === "high";
	const expire = Math.min(Math.max(message.ttlSeconds, RETRY_SECONDS), MOST_EXPIRE_SECONDS);
	const callback = `${account.callbackUrl}/${message.token}`;
	return send(account, user, {
		title: pageTitle(message),
		message: pageBody(message),
		url: message.navigate,
		url_title: isAnswered ? "Acknowledge or escalate" : "Open",
		...(isLoud
			? { priority: EMERGENCY, retry: RETRY_SECONDS, expire, callback, tags: message.incidentId }
			: { priority: USUAL }),
	});
}

/** Somebody has the incident, or it is over: what repeats is to stop, and nothing takes its place. */
const isTakenBack = ({ kind, incidentId }: Notice) =>
	incidentId !== null && (kind === "acknowledged" || kind === "resolved");

const silence = (account: PushoverAccount, { subjectId }: Notice): HttpAsk =>
	post(account, `/1/receipts/cancel_by_tag/${subjectId}.json`, {});

const tell = (account: PushoverAccount, user: string, { title, body, navigate }: Notice): HttpAsk =>
	send(account, user, { title, message: body, url: navigate, url_title: "Open", priority: QUIET });

const send = (account: PushoverAccount, user: string, message: object): HttpAsk =>
	post(account, "/1/messages.json", { user, ...message });

const post = ({ url, token }: PushoverAccount, path: string, body: object): HttpAsk => ({
	by: "http",
	url: `${url}${path}`,
	headers: { "content-type": "application/json" },
	body: () => JSON.stringify({ token, ...body }),
	judge,
});

/** A user who is unknown, or has no device any more, is gone; what is wrong with the application is not their fault. */
function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status === 404 || status === 410) return { kind: "failed", reason: `provider_${status}` };
	if (status !== 400) return null;
	if (/"token"\s*:\s*"invalid"/.test(body)) return { kind: "failed", reason: "provider_token_invalid" };
	return /"user"\s*:\s*"invalid"/.test(body) ? { kind: "gone" } : null;
}
