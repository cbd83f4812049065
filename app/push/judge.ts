import type { Device } from "./device.ts";

/** What the device knows of itself and the server of the device. */
export interface Evidence {
	permission: NotificationPermission;
	/** Of the browser's present subscription; null when it has none. */
	hash: string | null;
	/** Whether that subscription was made for this instance's key. */
	isForKey: boolean;
	device: Pick<Device, "methodId"> | null;
	methods: { id: string; kind: string; state: string; endpointHash: string | null }[];
}

/**
 * `on`: nothing to do. `save`: the browser has a subscription that the server does not know of. `renew`: it has none,
 * or one that no longer works. `drop`: the person took this device off the list. `off`: push was never turned on here.
 */
export type SubscriptionAction =
	| { do: "on" | "save" | "renew"; methodId: string }
	| { do: "drop" | "off"; methodId: null };

/** Compares both, on every opening of the app: a device that only believes it is reachable is the worst of all. */
export function judge({ permission, hash, isForKey, device, methods }: Evidence): SubscriptionAction {
	const push = methods.filter((method) => method.kind === "push");
	const byHash = push.find((method) => method.endpointHash === hash && hash !== null);
	const remembered = push.find((method) => method.id === device?.methodId);
	const own = byHash ?? remembered;
	if (!own) return { do: hash === null ? "off" : "drop", methodId: null };
	if (permission !== "granted") return { do: "off", methodId: null };
	if (hash === null || !isForKey || (byHash && byHash.state !== "active"))
		return { do: "renew", methodId: own.id };
	return { do: byHash ? "on" : "save", methodId: own.id };
}
