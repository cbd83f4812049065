/**
 * A text that people or tools wrote, without what should not leave the team: of an address only its host stays, and mail
 * addresses, telephone numbers and what looks like a key or a token are taken out. It errs on the side of taking out.
 */
export function withoutSecrets(text: string): string {
	return RULES.reduce((shown, [pattern, by]) => shown.replaceAll(pattern, by), text);
}

const REMOVED = "[removed]";

const RULES: [pattern: RegExp, by: string][] = [
	// Who signs in, the path, and the query may each be a key: https://hooks.example.com/services/T0/B1/key
	[/\b([a-z][a-z0-9+.-]*):\/\/(?:[^\s/@]*@)?([^\s/?#<>"']+)(?:[/?#][^\s<>"']+)/gi, "$1://$2/…"],
	[/\b([a-z][a-z0-9+.-]*):\/\/[^\s/@]*@/gi, "$1://"],
	[
		/\b(bearer|basic|token|key|secret|password|passwd|pwd|authorization)(["']?\s*[:=]\s*|\s+)["']?(?=\S*[\d=])\S+/gi,
		`$1$2${REMOVED}`,
	],
	[/\b(secret|password|passwd|pwd)(["']?\s*[:=]\s*)\S+/gi, `$1$2${REMOVED}`],
	[/\b([Bb]earer|[Bb]asic)\s+(?=\S{0,200}[A-Z\d=])\S{6,}/g, `$1 ${REMOVED}`],
	// Bounded, so that a long text costs no more than its length.
	[/[^\s<>"'(),;:@]{1,64}@[^\s<>"'(),;:@]{1,200}\.[a-z]{2,}/gi, "[email]"],
	[/\+\d[\d ().-]{6,20}\d/g, "[phone]"],
	[/\b(?=[\w+/=]{0,200}\d)[\w+/=]{20,}/g, REMOVED],
	[/\b(?=[\w+/=-]{0,200}\d)[\w+/=-]{32,}/g, REMOVED],
];
