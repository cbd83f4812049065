/**
 * How many requests one invocation may still send: the platform bounds them. Everything counts that leaves, redirects,
 * second asks and knocks included.
 */
export class Allowance {
	constructor(private left: number) {}

	/** False: none is left, and nothing may leave. */
	take(): boolean {
		if (this.left < 1) return false;
		this.left--;
		return true;
	}

	get remaining(): number {
		return this.left;
	}
}
