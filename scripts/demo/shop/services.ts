import { openStore, type Store } from "../parts/store.ts";

/** Ways in which a service of the shop can be. The words are those of the control page. */
export const HEALTHS = {
	well: { does: "responds normally", button: "Fix", shape: "well", word: "Healthy" },
	down: { does: "returns 503", button: "Break: return 503", shape: "down", word: "Broken" },
	slow: { does: "responds after 3 seconds", button: "Slow: 3 seconds", shape: "degraded", word: "Slow" },
	hanging: {
		does: "accepts requests and never responds",
		button: "Hang: no response",
		shape: "down",
		word: "Hangs",
	},
	reset: {
		does: "resets every connection",
		button: "Cut every connection",
		shape: "down",
		word: "Resetting",
	},
	wrong: {
		does: "returns 200 with an error page",
		button: "Return wrong page",
		shape: "down",
		word: "Wrong page",
	},
} as const;
export type Health = keyof typeof HEALTHS;
export const HEALTH_NAMES = Object.keys(HEALTHS) as Health[];

export const SERVICES = {
	checkout: { name: "Checkout", what: "P1: pages everyone at once", hours: "all" },
	storefront: { name: "Storefront", what: "P2: pages on-call and backup", hours: "all" },
	search: { name: "Search", what: "P3: pages in business hours only", hours: "working" },
	accounts: { name: "Accounts", what: "P2: pages on-call and backup", hours: "all" },
} as const;
export type ServiceKey = keyof typeof SERVICES;
export const SERVICE_KEYS = Object.keys(SERVICES) as ServiceKey[];

/** What the shop remembers over a restart: how each service is, and since when (epoch ms). */
export type ShopState = Record<
	ServiceKey,
	{
		health: Health;
		since: number;
		/** It works since Tocsin had it restarted. */
		restarted?: boolean;
	}
>;

export function openShop(folder: string, now: number): Store<ShopState> {
	const calm = () =>
		Object.fromEntries(SERVICE_KEYS.map((key) => [key, { health: "well", since: now }])) as ShopState;
	return openStore(`${folder}/shop.json`, calm, isShopState);
}

function isShopState(value: unknown): value is ShopState {
	if (typeof value !== "object" || value === null) return false;
	return SERVICE_KEYS.every((key) => {
		const kept: unknown = Reflect.get(value, key);
		return typeof kept === "object" && kept !== null && isHealth(Reflect.get(kept, "health"));
	});
}

export function isHealth(word: unknown): word is Health {
	return typeof word === "string" && Object.hasOwn(HEALTHS, word);
}

export function isServiceKey(word: string | undefined): word is ServiceKey {
	return word !== undefined && Object.hasOwn(SERVICES, word);
}
