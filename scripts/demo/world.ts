/** The demo world in words: who is there, and what is watched. The scenarios of the tests have the same cast. */
export const PEOPLE = [
	{ name: "Ana", email: "ana@harbour.example", role: "admin", timeZone: "Europe/Berlin" },
	{ name: "Bo", email: "bo@harbour.example", role: "responder", timeZone: "Europe/Berlin" },
	{ name: "Chidi", email: "chidi@harbour.example", role: "responder", timeZone: "Africa/Lagos" },
] as const;

export const TEAM_NAME = "Shop";
export const SCHEDULE_NAME = "Shop rotation";
export const POLICY_NAME = "Shop on call";
export const REMEDIATION_NAME = "Restart the shop";

export interface DemoMonitor {
	service: "Checkout" | "Storefront" | "Search" | "Accounts";
	severity: "P1" | "P2" | "P3";
}

export const MONITORS: DemoMonitor[] = [
	{ service: "Checkout", severity: "P1" },
	{ service: "Storefront", severity: "P2" },
	{ service: "Search", severity: "P3" },
	{ service: "Accounts", severity: "P2" },
];

const DAY_MS = 86_400_000;
/** 09:00 in Berlin, in winter, after midnight UTC. */
const BERLIN_NINE_MS = 8 * 3_600_000;

/**
 * The latest Monday 09:00 in Berlin that has passed, as wall-clock time, so that the first of the rotation is on call.
 * In summer, in the first hour after it, it is the Monday before.
 */
export function rotationStart(now: number): string {
	const day = new Date(now - BERLIN_NINE_MS);
	const sinceMonday = (day.getUTCDay() + 6) % 7;
	return `${new Date(day.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10)}T09:00`;
}
