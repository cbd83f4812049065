import { seconds } from "../../platform/rules/time.ts";

const LONGEST_MS = seconds(60);

/** What broke a moment ago, and when it may be tried again: after 2, 4, 8 … 60 s, and never given up. */
export class Holds {
	private readonly held = new Map<string, { failures: number; until: number }>();

	/** It broke once more. */
	hold(key: string, now: number): void {
		const failures = (this.held.get(key)?.failures ?? 0) + 1;
		this.held.set(key, { failures, until: now + Math.min(LONGEST_MS, seconds(2 ** Math.min(failures, 6))) });
	}

	release(key: string): void {
		this.held.delete(key);
	}

	isHeld(key: string, now: number): boolean {
		return (this.held.get(key)?.until ?? 0) > now;
	}

	/** When the first of these keys may be tried again; null when none is held. */
	nextAt(keys: string[], now: number): number | null {
		const times = keys.map((key) => this.held.get(key)?.until ?? 0).filter((until) => until > now);
		return times.length > 0 ? Math.min(...times) : null;
	}
}
