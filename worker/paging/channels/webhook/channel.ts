import { blockedTarget } from "../../../platform/http/targets.ts";
import { webhookSecret } from "../../../platform/vault/webhook-secret.ts";
import type { SendOutcome } from "../../rules/send-outcome.ts";
import type { Channel } from "../channel.ts";
import { sendNoticeWebhook, sendWebhook, type WebhookAddress } from "./send.ts";

export const webhook: Channel<"url", WebhookAddress> = {
	field: "url",
	refuse: (c, url) => blockedTarget(c, "webhook", url, "/url"),
	keep: (url, before) => ({ url, secret: before?.secret ?? webhookSecret() }),
	readable: ({ url }) => ({ url }),
	secrets: ({ secret }) => ({ secret }),
	ready: async (env, address, message) => async () => unlessGone(await sendWebhook(env, address, message)),
	readyNotice: async (env, address, notice) => async () =>
		unlessGone(await sendNoticeWebhook(env, address, notice)),
};

/** 404 and 410 say of a person's webhook what they say of a device. */
function unlessGone(outcome: SendOutcome): SendOutcome {
	const isGone = outcome.kind === "failed" && ["http_404", "http_410"].includes(outcome.reason);
	return isGone ? { kind: "gone" } : outcome;
}
