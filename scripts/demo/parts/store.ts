import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** One JSON value in one file, written whole: a kill leaves the old value or the new one. */
export interface Store<T> {
	value: T;
	/** Call after every change of `value`. */
	save(): void;
}

/** Reads the file, or begins with `first()` and writes that at once. A file that cannot be read begins anew too. */
export function openStore<T>(path: string, first: () => T, fits: (value: unknown) => value is T): Store<T> {
	mkdirSync(dirname(path), { recursive: true });
	const kept = readJson(path);
	const store: Store<T> = {
		value: fits(kept) ? kept : first(),
		save() {
			const scratch = `${path}.new`;
			writeFileSync(scratch, JSON.stringify(store.value, null, "\t"), { mode: 0o600 });
			renameSync(scratch, path);
		},
	};
	store.save();
	return store;
}

function readJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return null;
	}
}
