import { type Answer, allPages, eachOf, type Get, listIn } from "./reader.ts";

const PAGE = 100;

export const opsgenie = {
	tool: "Opsgenie",
	url: "https://api.opsgenie.com",
	headersOf: (key: string) => ({ authorization: `GenieKey ${key}` }),
	/** The lists that `POST /api/v1/imports?from=opsgenie` takes. */
	async read(get: Get): Promise<Answer> {
		const list = async (name: string) => listIn(await get(`v2/${name}`), "data");
		const one = async (path: string) => (await get(`v2/${path}`)).data as Answer;
		const whole = async (name: string) => eachOf(await list(name), (id) => one(`${name}/${id}`));
		return {
			users: await allPages(async (_pages, offset) => {
				const answer = await get("v2/users", { limit: PAGE, offset });
				const items = listIn(answer, "data");
				return { items, hasMore: offset + items.length < Number(answer.totalCount) };
			}),
			teams: await whole("teams"),
			schedules: await eachOf(await list("schedules"), async (id) => ({
				...(await one(`schedules/${id}`)),
				overrides: await list(`schedules/${id}/overrides`),
				timeline: (await get(`v2/schedules/${id}/timeline`, { interval: 3, intervalUnit: "months" })).data,
			})),
			escalations: await whole("escalations"),
			integrations: await list("integrations"),
		};
	},
};
