type Shown = Record<string, unknown>;

/** What a row says of itself, and not of what it does. */
const NO_CHANGE = new Set(["id", "version", "createdAt", "updatedAt"]);

/** The names of the settings that a change touched, in the order of the form after it; empty for what is new or gone. */
export function changedFields(before: Shown | null, after: Shown | null): string[] {
	if (before === null || after === null) return [];
	return Object.keys({ ...after, ...before }).filter(
		(name) => !NO_CHANGE.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
	);
}
