/** What a provider of mail tells of a message that it took: Resend's form, which a relay sends too. */
export interface MailEvent {
	type: string;
	data: { to?: string[]; bounce?: { type?: string } };
}

/**
 * The mailboxes that must not be written to again: those that are not there, and those whose reader called it spam. One
 * that is full, or a provider that is busy, may take the next message.
 */
export function deadMailboxes({ type, data }: MailEvent): string[] {
	const isDead =
		type === "email.complained" || (type === "email.bounced" && data.bounce?.type === "Permanent");
	return isDead ? (data.to ?? []).map((to) => /<([^<>]+)>\s*$/.exec(to)?.[1] ?? to) : [];
}
