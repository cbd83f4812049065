import type { Env } from "../../platform/env.ts";
import { publicUrl } from "../../platform/settings.ts";
import { toBase64Url } from "../../platform/vault/digest.ts";
import { deriveBits } from "../../platform/vault/keys.ts";
import { Settled } from "../../platform/vault/settled.ts";
import type {
	Accounts,
	EmailAccount,
	PushoverAccount,
	SlackAccount,
	TelegramAccount,
	TelnyxAccount,
	TwilioAccount,
} from "../channels/accounts.ts";

const TELEGRAM_URL = "https://api.telegram.org";
const SLACK_URL = "https://slack.com/api";
const TWILIO_URL = "https://api.twilio.com";
const TELNYX_URL = "https://api.telnyx.com";
const PUSHOVER_URL = "https://api.pushover.net";
const RESEND_URL = "https://api.resend.com/emails";

/** What the settings say of this instance's own accounts. Half an account is none. */
export async function accountsOf(env: Env): Promise<Accounts> {
	return {
		email: emailAccount(env),
		telegram: await telegramAccount(env),
		slack: slackAccount(env),
		pushover: pushoverAccount(env),
		twilio: twilioAccount(env),
		telnyx: telnyxAccount(env),
	};
}

function slackAccount(env: Env): SlackAccount | null {
	const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret } = env;
	if (!token || !signingSecret) return null;
	return { url: (env.SLACK_URL || SLACK_URL).replace(/\/+$/, ""), token, signingSecret };
}

function twilioAccount(env: Env): TwilioAccount | null {
	const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = env;
	if (!sid || !authToken || !from) return null;
	const url = (env.TWILIO_URL || TWILIO_URL).replace(/\/+$/, "");
	const authorization = `Basic ${btoa(`${sid}:${authToken}`)}`;
	return { url, sid, authToken, authorization, from, callbackUrl: `${publicUrl(env)}/replies/twilio` };
}

function telnyxAccount(env: Env): TelnyxAccount | null {
	const { TELNYX_API_KEY: key, TELNYX_PUBLIC_KEY: publicKey, TELNYX_FROM: from } = env;
	if (!key || !publicKey || !from) return null;
	const url = (env.TELNYX_URL || TELNYX_URL).replace(/\/+$/, "");
	return { url, key, publicKey, from, callbackUrl: `${publicUrl(env)}/replies/telnyx` };
}

function pushoverAccount(env: Env): PushoverAccount | null {
	const token = env.PUSHOVER_APP_TOKEN;
	if (!token) return null;
	const url = (env.PUSHOVER_URL || PUSHOVER_URL).replace(/\/+$/, "");
	return { url, token, callbackUrl: `${publicUrl(env)}/replies/pushover` };
}

const secrets = new Settled<string>();

/** Its secret is made of the master key: there is nothing to be set, and nothing to be kept. */
async function telegramAccount(env: Env): Promise<TelegramAccount | null> {
	const token = env.TELEGRAM_BOT_TOKEN;
	if (!token) return null;
	const webhookSecret = await secrets.get(env.MASTER_KEY ?? "", async () =>
		toBase64Url(new Uint8Array(await deriveBits(env, "telegram-webhook"))),
	);
	const url = (env.TELEGRAM_URL || TELEGRAM_URL).replace(/\/+$/, "");
	return { url, token, webhookUrl: `${publicUrl(env)}/replies/telegram`, webhookSecret };
}

function emailAccount(env: Env): EmailAccount | null {
	const { EMAIL_FROM: from, EMAIL_KEY: key } = env;
	if (!from) return null;
	switch (env.EMAIL_PROVIDER) {
		case "cloudflare":
			return env.EMAIL ? { via: "cloudflare", from } : null;
		case "resend":
			return key ? { via: "resend", from, key, url: env.EMAIL_URL || RESEND_URL } : null;
		case "relay":
			return key && env.EMAIL_URL ? { via: "relay", from, key, url: env.EMAIL_URL } : null;
		default:
			return null;
	}
}
