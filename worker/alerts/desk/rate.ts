import { minutes } from "../../platform/rules/time.ts";

const REQUESTS_A_MINUTE = 60_000;

/** Counts requests per integration and minute, in memory: a Desk that slept starts from zero. */
export class Rate {
	private minute = 0;
	private readonly counts = new Map<string, number>();

	/** False above 60,000 requests in this minute. */
	allows(integrationId: string, now: number): boolean {
		const minute = Math.floor(now / minutes(1));
		if (minute !== this.minute) this.counts.clear();
		this.minute = minute;
		const count = (this.counts.get(integrationId) ?? 0) + 1;
		this.counts.set(integrationId, count);
		return count <= REQUESTS_A_MINUTE;
	}
}
