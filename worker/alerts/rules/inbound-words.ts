/** What people read of an inbound format where they set one up. */
export interface InboundWords {
	/** "Prometheus Alertmanager": what sends the alarms. */
	name: string;
	/** As it stands among others in a sentence: "Alertmanager". */
	short: string;
	/** For whatever has no format of its own: chosen until somebody chooses, and the last on every list. */
	isCatchAll: boolean;
	/** What to do in the other tool with the address and the key, and what then opens and resolves incidents. */
	howTo: string;
	/** What is to be pasted there, where the tool has no form of its own. */
	template?: string;
}

/** By their names, the catch-all last. */
export function inOrderOf<Words extends InboundWords>(by: "name" | "short", all: readonly Words[]): Words[] {
	return all.toSorted((a, b) => Number(a.isCatchAll) - Number(b.isCatchAll) || a[by].localeCompare(b[by]));
}
