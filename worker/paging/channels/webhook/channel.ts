import { noticeData, pageBody, pageData, pageTitle } from "../../rules/payload.ts";
import type { Channel, HttpAsk } from "../channel.ts";

export interface WebhookAddress {
	url: string;
	secret: string;
}

export const webhook: Channel<"url", WebhookAddress> = {
	traits: { arrival: "answer", carriesToken: true, verification: "none" },
	field: "url",
	destination: (url) => ({ by: "http", url }),
	keep: (url, before, newSecret) => ({ url, secret: before?.secret ?? newSecret() }),
	readable: ({ url }) => ({ url }),
	secrets: ({ secret }) => ({ secret }),
	page: (address, message) => {
		const data = { ...pageData(message), title: pageTitle(message), body: pageBody(message) };
		return signed(address, "page", message.pageId, data);
	},
	notice: (address, notice) => {
		const { title, body, navigate } = notice;
		return signed(address, notice.kind, notice.noticeId, { ...noticeData(notice), title, body, navigate });
	},
};

/** A message of Standard Webhooks: `{type, timestamp, data}`. */
function signed({ url, secret }: WebhookAddress, type: string, id: string, data: object): HttpAsk {
	return {
		by: "http",
		url,
		headers: { "content-type": "application/json" },
		body: (leavesAt) => JSON.stringify({ type, timestamp: leavesAt, data }),
		signature: { id, secret },
	};
}
