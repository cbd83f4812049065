/** The bindings of wrangler.toml and the settings of the environment, as the platform hands them over. */
export interface Env {
	DB: D1Database;
	SNAPSHOTS: KVNamespace;
	ASSETS: Fetcher;
	INCIDENT: DurableObjectNamespace;
	DESK: DurableObjectNamespace;
	WATCH: DurableObjectNamespace;
	PROBER: DurableObjectNamespace;
	LIVE: DurableObjectNamespace;
	PUBLICATION: DurableObjectNamespace;
	SUBSCRIBERS: DurableObjectNamespace;
	VAULT: DurableObjectNamespace;
	BUNDLES: DurableObjectNamespace;
	ADMIN_TOKEN?: string;
	MASTER_KEY?: string;
	EGRESS_ALLOW?: string;
	PUBLIC_URL?: string;
	VAPID_SUBJECT?: string;
	VAPID_PUBLIC_KEY?: string;
	VAPID_PRIVATE_KEY?: string;
	HEARTBEAT_URL?: string;
	/** Where names are looked up, by DNS over HTTPS: addresses, comma separated. */
	DNS_RESOLVERS?: string;
	/** Takes mail for the platform's Email Service; bound by whoever has it. */
	EMAIL?: SendEmail;
	/** `cloudflare`, `resend` or `relay`, and the mailbox that sends. */
	EMAIL_PROVIDER?: string;
	EMAIL_FROM?: string;
	EMAIL_URL?: string;
	EMAIL_KEY?: string;
	/** By it the provider signs what it tells of a mail: `whsec_…`. */
	EMAIL_EVENTS_SECRET?: string;
	TELEGRAM_BOT_TOKEN?: string;
	TELEGRAM_URL?: string;
	SLACK_BOT_TOKEN?: string;
	SLACK_SIGNING_SECRET?: string;
	SLACK_URL?: string;
	PUSHOVER_APP_TOKEN?: string;
	PUSHOVER_URL?: string;
	TWILIO_ACCOUNT_SID?: string;
	TWILIO_AUTH_TOKEN?: string;
	/** The number that calls. */
	TWILIO_FROM?: string;
	TWILIO_URL?: string;
	TELNYX_API_KEY?: string;
	/** By it Telnyx's signature is checked: base64. */
	TELNYX_PUBLIC_KEY?: string;
	/** The number that texts. */
	TELNYX_FROM?: string;
	TELNYX_URL?: string;
	/** "true" where a deployment put it: there some targets can never be asked. */
	ON_CLOUDFLARE?: string;
	/** Names of the machine itself, comma separated; only the local launcher sets it. */
	OWN_NAMES?: string;
	/** The one-time set-up secret. */
	SETUP_TOKEN?: string;
}
