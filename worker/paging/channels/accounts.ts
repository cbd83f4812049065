/** What this instance itself has at providers, as its settings say. Null: nothing is set up there. */
export interface Accounts {
	email: EmailAccount | null;
}

/** Whose mailbox sends, and what takes the mail: a binding of the platform, or a POST to `url` with `key`. */
export type EmailAccount =
	| { via: "cloudflare"; from: string }
	| { via: "resend" | "relay"; from: string; url: string; key: string };

/** The same for whoever asks what there may be: nothing is set up. */
export const NO_ACCOUNTS: Accounts = { email: null };
