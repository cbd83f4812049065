/** The lists that these screens share with the others: the keys are the paths that are asked. */
import { api } from "./api.ts";
import { servicesResource as knownServices, usersResource as knownUsers } from "./name-book.ts";
import { cached, type Resource } from "./resource.ts";
import type {
	Check,
	Component,
	List,
	Monitor,
	Policy,
	Schedule,
	ServiceHealth,
	SeverityPolicy,
} from "./wire.ts";

const SHOWN_CHECKS = 12;
/** Half an hour of a monitor that is checked every 30 s from three regions, while all of them are asked. */
const SHOWN_BEATS = 180;

const listed = <Item>(path: `/${string}`): Resource<List<Item>> =>
	cached<List<Item>>(path, () => api("GET", path));

/** What the name book may know already is asked for again. */
const asked = <T>(resource: Resource<T>): Resource<T> => {
	void resource.read();
	return resource;
};

export const servicesResource = () => asked(knownServices());
/** What is wrong first: of a long list, the first page is the one that matters. */
export const WORST_MONITORS = "/monitors?order=worst";
export interface MonitorList extends List<Monitor> {
	/** Over all pages; absent from what a device remembers of an earlier version. */
	totals?: Partial<Record<Monitor["state"], number>>;
}
export const monitorsResource = (): Resource<MonitorList> => listed<Monitor>(`${WORST_MONITORS}&limit=200`);
/** The few that are worst, which Now asks for again and again. */
export const worstMonitorsResource = (): Resource<MonitorList> =>
	listed<Monitor>(`${WORST_MONITORS}&limit=20`);
export const policiesResource = () => listed<Policy>("/escalation-policies?limit=200");
export const usersResource = () => asked(knownUsers());
export const schedulesResource = () => listed<Schedule>("/schedules?limit=200");
export const componentsResource = () => listed<Component>("/components?limit=200");
export const severityPolicyResource = (): Resource<SeverityPolicy> =>
	cached<SeverityPolicy>("/severity-policy", () => api("GET", "/severity-policy"));

/** How every service is, and who is on call for it. */
export const serviceHealthResource = () => listed<ServiceHealth>("/service-health");

/** The newest checks of a monitor, the latest first. */
export const checksResource = (monitorId: string): Resource<List<Check>> =>
	cached<List<Check>>(`/monitors/${monitorId}/checks`, () =>
		api("GET", `/monitors/${monitorId}/checks?limit=${SHOWN_CHECKS}`),
	);

/** So many of them that each region's make a strip. */
export const beatsResource = (monitorId: string): Resource<List<Check>> =>
	listed<Check>(`/monitors/${monitorId}/checks?limit=${SHOWN_BEATS}`);

/** Puts the next page below; false when it could not be read. */
export async function readMore<Item>(list: Resource<List<Item>>, path: `/${string}`): Promise<boolean> {
	const cursor = list.value?.nextCursor;
	if (!cursor) return true;
	const first = path.includes("?") ? "&" : "?";
	const next = await api<List<Item>>("GET", `${path}${first}limit=200&cursor=${encodeURIComponent(cursor)}`);
	if (!next.ok) return false;
	list.set((before) =>
		before?.nextCursor === cursor
			? { ...before, items: [...before.items, ...next.value.items], nextCursor: next.value.nextCursor }
			: before,
	);
	return true;
}

/** The pages of a list that are not read yet. */
export interface RestOfList {
	hasMore(): boolean;
	/** Reads the next one; false when it could not be read. */
	read(): Promise<boolean>;
}

export const restOf = <Item>(of: Resource<List<Item>>, path: `/${string}`): RestOfList => ({
	hasMore: () => Boolean(of.value?.nextCursor),
	read: () => readMore(of, path),
});
