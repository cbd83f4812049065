/** What a person can do about a failed step, from what wrangler said. */

const AGAIN = "Run the same command again: it goes on where this run ended.";

const CAUSES: [about: RegExp, remedy: string][] = [
	[
		/\/schedules|Cron schedules/i,
		"The Worker runs on its alarms alone: an alarm that the platform loses has no second waker, and reviews, figures and the heartbeat wait. A Cloudflare account has a limited number of cron triggers (five on the free plan), and Tocsin needs one. Remove one of another Worker, or change the plan.",
	],
	[
		/Authentication error|\[code: 10000\]|\[code: 9109\]/i,
		"The API token may not do this. It needs to edit Workers scripts, Workers KV storage and D1, and Workers routes for a host of your own.",
	],
];

/** Always ends with how to go on. */
export function explain(said: string): string {
	const cause = CAUSES.find(([about]) => about.test(said));
	return cause ? `${cause[1]} ${AGAIN}` : AGAIN;
}
