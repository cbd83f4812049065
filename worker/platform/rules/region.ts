export const REGIONS = ["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"] as const;
export type Region = (typeof REGIONS)[number];

/** Cloudflare's location hints, as people call the places. */
export const REGION_NAMES: Record<Region, string> = {
	wnam: "Western North America",
	enam: "Eastern North America",
	sam: "South America",
	weur: "Western Europe",
	eeur: "Eastern Europe",
	apac: "Asia and Pacific",
	oc: "Oceania",
	afr: "Africa",
	me: "Middle East",
};
