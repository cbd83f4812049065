import { type Answer, allPages, eachOf, type Get, listIn } from "./reader.ts";

const PAGE = 100;
/** How far PagerDuty’s own final schedule is asked for, to be compared with what comes out here. */
const AHEAD_MS = 90 * 86_400_000;

export const pagerDuty = {
	tool: "PagerDuty",
	url: "https://api.pagerduty.com",
	headersOf: (key: string) => ({
		authorization: `Token token=${key}`,
		accept: "application/vnd.pagerduty+json;version=2",
	}),
	/** The lists that `POST /api/v1/imports?from=pagerduty` takes. */
	async read(get: Get, now: number): Promise<Answer> {
		const all = (name: string, query: Record<string, string> = {}) =>
			allPages(async (_pages, offset) => {
				const answer = await get(name, { ...query, limit: PAGE, offset });
				return { items: listIn(answer, name), hasMore: answer.more === true };
			});
		const [since, until] = [now, now + AHEAD_MS].map((at) => new Date(at).toISOString().slice(0, 10));
		return {
			users: await all("users", { "include[]": "contact_methods" }),
			teams: await all("teams"),
			schedules: await eachOf(await all("schedules"), async (id) => {
				const { schedule } = await get(`schedules/${id}`, { since: since ?? "", until: until ?? "" });
				return schedule as Answer;
			}),
			escalation_policies: await all("escalation_policies"),
			services: await all("services", { "include[]": "integrations" }),
		};
	},
};
