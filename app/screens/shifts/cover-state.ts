import { api, type Result } from "../../state/api.ts";
import { cached, type Resource } from "../../state/resource.ts";
import type { CoverRequest, List } from "../../state/wire.ts";

/** Those that nobody has taken yet. */
export const coversResource = (): Resource<List<CoverRequest>> =>
	cached<List<CoverRequest>>("/cover-requests?state=open&limit=200", () =>
		api("GET", "/cover-requests?state=open&limit=200"),
	);

export type Ask = Pick<
	CoverRequest,
	"startsAt" | "endsAt" | "asked" | "note" | "returnStartsAt" | "returnEndsAt"
>;

export const askForCover = (scheduleId: string, ask: Ask): Promise<Result<CoverRequest>> =>
	api("POST", `/schedules/${scheduleId}/cover-requests`, ask);

export const acceptCover = (id: string): Promise<Result<CoverRequest>> =>
	api("PUT", `/cover-requests/${id}/acceptance`, {});

export const withdrawCover = (id: string): Promise<Result<CoverRequest>> =>
	api("PUT", `/cover-requests/${id}/withdrawal`, {});
