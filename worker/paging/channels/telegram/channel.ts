import { CANNOT_TAKE_IT } from "../../../platform/rules/phrases.ts";
import { type PageMessage, pageBody, pageTitle } from "../../rules/payload.ts";
import type { TelegramAccount } from "../accounts.ts";
import { buttonData } from "../button.ts";
import type { Channel, HttpAsk } from "../channel.ts";
import { type Line, oneLine } from "../one-line.ts";

/**
 * A bot's message in the chat that a person has with it alone. Its buttons say which page they answer; who may answer it
 * is decided when one is pressed, by the chat that Telegram vouches for.
 */
export const telegram: Channel<"address", Line> = {
	...oneLine,
	traits: { arrival: "untold", carriesToken: true, verification: "code" },
	// Of a group others could answer in this person's name: its number is negative.
	wrong: (address) =>
		/^[1-9]\d{0,18}$/.test(address)
			? null
			: "must be the number of your own chat with the bot, 123456789 for example",
	isSetUp: ({ telegram }) => telegram !== null,
	page: ({ address }, message, { telegram }) => telegram && send(telegram, address, messageOfPage(message)),
	notice: ({ address }, { title, body, navigate }, { telegram }) =>
		telegram &&
		send(telegram, address, { text: [title, body, navigate].join("\n"), disable_notification: true }),
	prepareCode: ({ telegram }) =>
		telegram &&
		ask(telegram, "setWebhook", {
			url: telegram.webhookUrl,
			secret_token: telegram.webhookSecret,
			allowed_updates: ["message", "callback_query"],
		}),
	code: ({ address }, { code, validMinutes }, { telegram }) =>
		telegram &&
		send(telegram, address, {
			text: `Your code for Tocsin is ${code}. It works for ${validMinutes} minutes. Not you? Then do nothing.`,
		}),
};

/** Links stand in the text: a button whose link Telegram does not like would cost the whole message. */
function messageOfPage(message: PageMessage): object {
	const isAnswered = message.token !== null && message.kind !== "update_due";
	return {
		text: [pageTitle(message), pageBody(message), message.navigate].join("\n"),
		disable_notification: message.urgency === "low",
		...(isAnswered && {
			reply_markup: {
				inline_keyboard: [
					[{ text: "Acknowledge", callback_data: buttonData("acknowledge", message) }],
					[{ text: CANNOT_TAKE_IT, callback_data: buttonData("escalate", message) }],
				],
			},
		}),
	};
}

const send = (account: TelegramAccount, chat: string, message: object): HttpAsk =>
	ask(account, "sendMessage", {
		chat_id: Number(chat),
		link_preview_options: { is_disabled: true },
		...message,
	});

const ask = ({ url, token }: TelegramAccount, method: string, body: object): HttpAsk => ({
	by: "http",
	url: `${url}/bot${token}/${method}`,
	headers: { "content-type": "application/json" },
	body: () => JSON.stringify(body),
	judge,
});

/** Telegram says in words what is wrong with the chat, and in the body how long to wait. 401 and 404: our token is wrong. */
function judge(status: number, body: string): ReturnType<NonNullable<HttpAsk["judge"]>> {
	if (status === 429) {
		const seconds = Number(/"retry_after"\s*:\s*(\d+)/.exec(body)?.[1] ?? 30);
		return { kind: "retry", reason: "http_429", retryAfterMs: seconds * 1_000 };
	}
	if (status === 401 || status === 404) return { kind: "failed", reason: `provider_${status}` };
	const isGone = status === 403 || (status === 400 && /chat not found|user is deactivated/i.test(body));
	return isGone ? { kind: "gone" } : null;
}
