import { api, type Failure, type Result } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { Override, Schedule, ScheduleView } from "../../../state/wire.ts";
import type { ScheduleDraft } from "./draft.ts";
import type { Change } from "./shift-change.ts";
import { mondays, WEEKS } from "./weeks.ts";

export function scheduleResource(id: string): Resource<Schedule> {
	return cached<Schedule>(`/schedules/${id}`, () => api("GET", `/schedules/${id}`));
}

/** The next eight weeks, from this Monday on: kept on the device for a time without a network. */
export function viewResource(id: string): Resource<ScheduleView> {
	const path = `/schedules/${id}/view` as const;
	return cached<ScheduleView>(path, () => api("GET", `${path}?${new URLSearchParams(eightWeeks())}`), {
		keep: true,
	});
}

/** The same of a draft, worked out by the server, with the overrides of the saved one. */
export const previewOf = (draft: ScheduleDraft, scheduleId: string | null): Promise<Result<ScheduleView>> =>
	api("POST", "/schedule-previews", {
		...{ timeZone: draft.timeZone, layers: draft.layers, scheduleId },
		...eightWeeks(draft.timeZone),
	});

function eightWeeks(zone?: string): { from: string; to: string } {
	const all = mondays(Date.now(), WEEKS, zone);
	const iso = (at: number | undefined) => new Date(at ?? Date.now()).toISOString();
	return { from: iso(all[0]), to: iso(all.at(-1)) };
}

export const addOverride = (scheduleId: string, change: Change): Promise<Result<Override>> =>
	api("POST", `/schedules/${scheduleId}/overrides`, change);

/** Takes them out one by one; one that is gone already is no failure. */
export async function removeOverrides(scheduleId: string, ids: readonly string[]): Promise<Failure | null> {
	for (const id of ids) {
		const answer = await api("DELETE", `/schedules/${scheduleId}/overrides/${id}`);
		if (!answer.ok && (answer.offline !== undefined || answer.problem.status !== 404)) return answer;
	}
	return null;
}

export const saveSchedule = (
	draft: ScheduleDraft,
	saved: Pick<Schedule, "id" | "version"> | null,
): Promise<Result<Schedule>> => {
	const body = { ...draft, name: draft.name.trim() };
	if (!saved) return api("POST", "/schedules", body);
	return api("PATCH", `/schedules/${saved.id}`, body, { ifMatch: saved.version });
};
