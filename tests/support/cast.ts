/** The people and services of every scenario; the demo world has the same. */
export const CAST = {
	ana: { name: "Ana", email: "ana@shop.example", role: "admin", timeZone: "Europe/Berlin" },
	bo: { name: "Bo", email: "bo@shop.example", role: "responder", timeZone: "Europe/Berlin" },
	chidi: { name: "Chidi", email: "chidi@shop.example", role: "responder", timeZone: "Africa/Lagos" },
} as const;

export type CastName = keyof typeof CAST;
export const CAST_NAMES = ["ana", "bo", "chidi"] as const satisfies readonly CastName[];

export const TEAM_NAME = "Shop";
export const SERVICE_NAMES = ["Checkout", "Storefront", "Search", "Accounts"] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
