/** The demo world in words: who is there, and what is watched. The scenarios of the tests have the same cast. */
export const PEOPLE = [
	{ name: "Ana", email: "ana@harbour.example", role: "admin", timeZone: "Europe/Berlin" },
	{ name: "Bo", email: "bo@harbour.example", role: "responder", timeZone: "Europe/Berlin" },
	{ name: "Chidi", email: "chidi@harbour.example", role: "responder", timeZone: "Africa/Lagos" },
] as const;

export const TEAM_NAME = "Shop";
export const SCHEDULE_NAME = "Shop rotation";
export const POLICY_NAME = "Shop on call";

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

/** The latest Monday 09:00, at least half a day ago in every zone, as wall-clock time: the first of the rotation is on call. */
export function rotationStart(now: number): string {
	const day = new Date(now - DAY_MS);
	const sinceMonday = (day.getUTCDay() + 6) % 7;
	return `${new Date(day.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10)}T09:00`;
}
