import { type Answer, allPages, type Get, listIn } from "./reader.ts";

const PAGE = 100;
/** How far its own final shifts are asked for, to be compared with what comes out here. */
const AHEAD_MS = 90 * 86_400_000;

export const grafanaOnCall = {
	tool: "Grafana OnCall",
	/** Each has an address of its own. */
	url: null,
	headersOf: (key: string) => ({ authorization: key }),
	/** The lists that `POST /api/v1/imports?from=grafana-oncall` takes. */
	async read(get: Get, now: number): Promise<Answer> {
		const all = (name: string, query: Record<string, string> = {}) =>
			allPages(async (pages) => {
				const answer = await get(`api/v1/${name}/`, { ...query, perpage: PAGE, page: pages + 1 });
				return { items: listIn(answer, "results"), hasMore: typeof answer.next === "string" };
			});
		const [start_date, end_date] = [now, now + AHEAD_MS].map((at) => new Date(at).toISOString().slice(0, 10));
		const span = { start_date: start_date ?? "", end_date: end_date ?? "" };
		const schedules: Answer[] = [];
		for (const schedule of await all("schedules")) {
			const id = encodeURIComponent(String(schedule.id));
			schedules.push({ ...schedule, final_shifts: await all(`schedules/${id}/final_shifts`, span) });
		}
		return {
			users: await all("users"),
			teams: await all("teams"),
			schedules,
			on_call_shifts: await all("on_call_shifts"),
			escalation_chains: await all("escalation_chains"),
			escalation_policies: await all("escalation_policies"),
			integrations: await all("integrations"),
		};
	},
};
