/** A signing secret as Standard Webhooks spells it: `whsec_` and 32 bytes of chance in base64. */
export function webhookSecret(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
