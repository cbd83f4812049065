/** What other tools report of a service whose maintenance goes on: it is held until that ends. */
import { api } from "../../state/api.ts";
import { cached, type Resource } from "../../state/resource.ts";
import { ms, whenWords } from "../../state/words.ts";
import type { AlertKeys } from "../incidents/context/wire.ts";

export type HeldAlerts = Pick<AlertKeys, "nextCursor"> & {
	items: Pick<AlertKeys["items"][number], "heldUntil">[];
};

export function heldAlertsOf(serviceId: string): Resource<AlertKeys> {
	const path = `/services/${serviceId}/alert-keys?state=held&limit=200` as const;
	return cached<AlertKeys>(path, () => api("GET", path));
}

/** "2 alerts are held until 04:00"; null where none is. Of several services, the last to end counts. */
export function heldWords(lists: readonly (HeldAlerts | undefined)[], now: number): string | null {
	const all = lists.flatMap((list) => list?.items ?? []);
	if (all.length === 0) return null;
	const until = Math.max(...all.map(({ heldUntil }) => (heldUntil === null ? now : ms(heldUntil))));
	const count = `${all.length}${lists.some((list) => list?.nextCursor) ? "+" : ""}`;
	return `${count === "1" ? "1 alert is" : `${count} alerts are`} held until ${whenWords(until, now)}`;
}
