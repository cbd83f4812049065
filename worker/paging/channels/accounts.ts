/** What this instance itself has at providers, as its settings say. Null: nothing is set up there. */
export interface Accounts {
	email: EmailAccount | null;
	telegram: TelegramAccount | null;
	slack: SlackAccount | null;
	pushover: PushoverAccount | null;
	twilio: TwilioAccount | null;
	telnyx: TelnyxAccount | null;
}

/** Whose mailbox sends, and what takes the mail: a binding of the platform, or a POST to `url` with `key`. */
export type EmailAccount =
	| { via: "cloudflare"; from: string }
	| { via: "resend" | "relay"; from: string; url: string; key: string };

/** A bot, and where it tells what people press. */
export interface TelegramAccount {
	/** Of the Bot API: scheme and host. */
	url: string;
	token: string;
	webhookUrl: string;
	/** Comes back with whatever Telegram tells. */
	webhookSecret: string;
}

/** An app in one workspace. */
export interface SlackAccount {
	/** Of the Web API: scheme, host and path. */
	url: string;
	token: string;
	/** By it Slack signs what it tells. */
	signingSecret: string;
}

/** An application, and where it tells that a person acknowledged: the page's token is the end of that address. */
export interface PushoverAccount {
	/** Of the API: scheme and host. */
	url: string;
	token: string;
	callbackUrl: string;
}

/** Whose number calls, and where Twilio tells which key was pressed: the page's token is the end of that address. */
export interface TwilioAccount {
	/** Of the API: scheme and host. */
	url: string;
	sid: string;
	/** By it Twilio signs what it tells. */
	authToken: string;
	/** The header that proves to Twilio who asks. */
	authorization: string;
	from: string;
	callbackUrl: string;
}

/** Whose number texts, and where Telnyx tells what became of a text. */
export interface TelnyxAccount {
	/** Of the API: scheme and host. */
	url: string;
	key: string;
	/** By it Telnyx's signature is checked: 32 bytes of Ed25519, base64. */
	publicKey: string;
	from: string;
	callbackUrl: string;
}

/** The same for whoever asks what there may be: nothing is set up. */
export const NO_ACCOUNTS: Accounts = {
	email: null,
	telegram: null,
	slack: null,
	pushover: null,
	twilio: null,
	telnyx: null,
};
