import type { Env } from "../../platform/env.ts";
import type { Accounts, EmailAccount } from "../channels/accounts.ts";

const RESEND_URL = "https://api.resend.com/emails";

/** What the settings say of this instance's own accounts. Half an account is none. */
export function accountsOf(env: Env): Accounts {
	return { email: emailAccount(env) };
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
