/**
 * Remembers what `make` came to, by key, and never its promise: a promise belongs to the request that began it, and when
 * that is cancelled it never settles and everybody who waits for it hangs. Two first callers may both ask.
 */
export class Settled<Value> {
	private readonly values = new Map<string, Value>();

	async get(key: string, make: () => Promise<Value>): Promise<Value> {
		const known = this.values.get(key);
		if (known !== undefined) return known;
		const value = await make();
		this.values.set(key, value);
		return value;
	}
}
