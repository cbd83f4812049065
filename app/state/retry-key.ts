/**
 * Keys for POSTs that may have arrived without an answer: the same request tried again has the same key, so that it
 * happens once; another request, or the same one after it was answered, has its own.
 */
export function retryKeys(newKey: () => string = () => crypto.randomUUID()) {
	let last: { what: string; key: string } | null = null;
	return {
		keyFor(what: string): string {
			if (last?.what !== what) last = { what, key: newKey() };
			return last.key;
		},
		answered(): void {
			last = null;
		},
	};
}
