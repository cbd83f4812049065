/** The demo shop's last ninety days, as its people would tell them. Plain data: `db/seed.ts` turns it into timelines. */
import type { IncidentStatus } from "../../worker/incidents/rules/incident-types.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";

export interface Story {
	/** Whole days before now, and the UTC wall clock of that day. */
	daysAgo: number;
	at: string;
	service: "Checkout" | "Storefront" | "Search" | "Accounts";
	severity: Severity;
	evidence: string;
	/** Who acknowledged, after how many seconds. */
	by: "Ana" | "Bo" | "Chidi";
	afterSeconds: number;
	/** What was said and when, in minutes after the trigger. */
	told: ({ minute: number } & (
		| { note: string }
		| { status: Exclude<IncidentStatus, "triage" | "resolved">; update: string }
	))[];
	lastsMinutes: number;
}

export const STORIES: Story[] = [
	{
		daysAgo: 83,
		at: "09:42:10",
		service: "Search",
		severity: "P2",
		evidence: "timed out after 5 s",
		by: "Bo",
		afterSeconds: 74,
		told: [
			{
				minute: 6,
				status: "investigating",
				update: "Some searches return no results. We’re investigating.",
			},
			{ minute: 11, note: "The nightly index rebuild did not finish; both nodes are still merging." },
			{
				minute: 14,
				status: "identified",
				update: "An index rebuild slowed down all searches. We’ve stopped it.",
			},
			{ minute: 31, status: "monitoring", update: "Search is fast again. We’re monitoring it." },
		],
		lastsMinutes: 41,
	},
	{
		daysAgo: 74,
		at: "02:17:33",
		service: "Checkout",
		severity: "P1",
		evidence: "503 in 212 ms",
		by: "Ana",
		afterSeconds: 41,
		told: [
			{
				minute: 3,
				status: "investigating",
				update: "Payments are failing. No one has been charged twice.",
			},
			{ minute: 8, note: "The card processor refuses our client certificate: it expired at 02:15." },
			{
				minute: 12,
				status: "identified",
				update: "We know the cause and are putting a new certificate in place.",
			},
			{
				minute: 19,
				status: "monitoring",
				update: "Payments are working again. You can retry orders that failed.",
			},
		],
		lastsMinutes: 23,
	},
	{
		daysAgo: 66,
		at: "13:05:48",
		service: "Storefront",
		severity: "P3",
		evidence: "200 in 4,310 ms",
		by: "Chidi",
		afterSeconds: 390,
		told: [
			{
				minute: 18,
				status: "investigating",
				update: "Product pictures load slowly. Ordering is not affected.",
			},
			{
				minute: 55,
				status: "identified",
				update: "One of two picture caches is full. We are moving it to a larger disk.",
			},
			{ minute: 110, status: "monitoring", update: "Images are loading at normal speed again." },
		],
		lastsMinutes: 132,
	},
	{
		daysAgo: 51,
		at: "17:29:02",
		service: "Accounts",
		severity: "P2",
		evidence: "500 in 95 ms",
		by: "Bo",
		afterSeconds: 58,
		told: [
			{
				minute: 4,
				status: "investigating",
				update: "Some customers can’t sign in. Guest checkout works.",
			},
			{
				minute: 9,
				note: "Only sessions from before today's release: the new code cannot read the old cookie.",
			},
			{ minute: 16, status: "identified", update: "Today’s release caused this. We’re rolling it back." },
			{
				minute: 27,
				status: "monitoring",
				update: "Signing in works again. You may be asked for your password once.",
			},
		],
		lastsMinutes: 37,
	},
	{
		daysAgo: 44,
		at: "20:51:20",
		service: "Checkout",
		severity: "P2",
		evidence: "timed out after 5 s",
		by: "Chidi",
		afterSeconds: 122,
		told: [
			{
				minute: 6,
				status: "investigating",
				update: "One of three payment methods is slow. Cards and invoices work.",
			},
			{ minute: 15, status: "monitoring", update: "All payment methods are working normally." },
		],
		lastsMinutes: 18,
	},
	{
		daysAgo: 33,
		at: "10:11:57",
		service: "Search",
		severity: "P3",
		evidence: "200 in 2,870 ms",
		by: "Ana",
		afterSeconds: 512,
		told: [
			{ minute: 15, status: "investigating", update: "New products are slow to appear in search results." },
			{
				minute: 48,
				status: "identified",
				update: "The import that feeds the search was stuck. It is catching up.",
			},
		],
		lastsMinutes: 85,
	},
	{
		daysAgo: 27,
		at: "14:36:40",
		service: "Storefront",
		severity: "P1",
		evidence: "502 in 61 ms",
		by: "Bo",
		afterSeconds: 33,
		told: [
			{ minute: 2, status: "investigating", update: "The shop isn’t loading. We’re working on it." },
			{ minute: 4, note: "Started with the 14:34 release. Rolling it back." },
			{ minute: 6, status: "monitoring", update: "The shop is open again." },
		],
		lastsMinutes: 9,
	},
	{
		daysAgo: 19,
		at: "08:20:15",
		service: "Accounts",
		severity: "P3",
		evidence: "200 in 3,120 ms",
		by: "Chidi",
		afterSeconds: 268,
		told: [
			{
				minute: 12,
				status: "identified",
				update: "Order confirmations arrive up to half an hour late. None are lost.",
			},
			{
				minute: 40,
				status: "monitoring",
				update: "The queue is clear. Confirmations are arriving right away again.",
			},
		],
		lastsMinutes: 55,
	},
	{
		daysAgo: 12,
		at: "03:12:06",
		service: "Checkout",
		severity: "P1",
		evidence: "503 in 240 ms",
		by: "Ana",
		afterSeconds: 27,
		told: [
			{ minute: 3, status: "investigating", update: "Payments fail. We are looking into it." },
			{
				minute: 7,
				note: "Connection pool exhausted on both instances, as described in the runbook. Restarting one.",
			},
			{
				minute: 10,
				status: "identified",
				update: "A long-running report used every database connection. We’ve stopped it.",
			},
			{
				minute: 22,
				status: "monitoring",
				update: "Payments are working. We’ll keep monitoring for 30 minutes.",
			},
			{ minute: 26, note: "Reports now have a pool of their own and a limit of 60 s." },
		],
		lastsMinutes: 31,
	},
	{
		daysAgo: 5,
		at: "11:47:29",
		service: "Search",
		severity: "P2",
		evidence: "connection reset",
		by: "Bo",
		afterSeconds: 49,
		told: [
			{ minute: 5, status: "investigating", update: "Search is not available. Browsing by category works." },
			{ minute: 10, status: "monitoring", update: "Search is back." },
		],
		lastsMinutes: 14,
	},
];
