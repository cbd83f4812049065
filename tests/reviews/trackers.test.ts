/** Issues of action items, in doubles that speak as the trackers document it. */
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveLoopback } from "../support/loopback.ts";
import { nowhere } from "../support/shop.ts";
import { startWorld, type World } from "../support/world.ts";

interface Asked {
	method: string;
	path: string;
	headers: Record<string, string | string[] | undefined>;
	body: { data?: { marker: string } } & Record<string, unknown>;
}
type Answer = (asked: Asked) => { status: number; json: unknown; headers?: Record<string, string> };

interface Issue {
	trackerId: string;
	state: string;
	key: string | null;
	detail: string | null;
}
interface Item {
	id: string;
	link: string | null;
	issue: Issue | null;
}

const TEAM_ID = "9cfb482a-81e3-4154-b5b9-2c805e70a02d";

let world: World;
let double: Awaited<ReturnType<typeof serveLoopback>>;
let origin: string;
const asked: Asked[] = [];
let answer: Answer = () => ({ status: 500, json: {} });

beforeAll(async () => {
	double = await serveLoopback(async (request, response) => {
		const raw = await text(request);
		const { method = "", url = "", headers } = request;
		const one: Asked = { method, path: url, headers, body: raw === "" ? {} : JSON.parse(raw) };
		asked.push(one);
		const { status, json, headers: more = {} } = answer(one);
		response.writeHead(status, { "content-type": "application/json", ...more }).end(JSON.stringify(json));
	});
	origin = `http://${double.hostPort}`;
	world = await startWorld({ monitor: false, egressAllow: [double.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await double?.close();
});

const makeItem = (fields: object = {}) =>
	world.client.make<Item>("/api/v1/action-items", {
		text: "Alert when the pool is nearly used up",
		ownerId: world.people.bo.id,
		dueAt: "2031-02-01T00:00:00.000Z",
		...fields,
	});
const makeTracker = (fields: object) =>
	world.client.make<{ id: string; secret?: string }>("/api/v1/trackers", { name: "Shop", ...fields });
const github = () =>
	makeTracker({
		kind: "github",
		token: "ghp_secret",
		title: "[{{service}}] {{text}}",
		body: "Owner: {{owner}}\nFrom {{incident}}",
		settings: { repository: "acme/shop", labels: ["incident"], apiUrl: origin },
	});
const ask = async (item: Item, trackerId: string) => {
	asked.length = 0;
	return world.client.call<Item>("POST", `/api/v1/action-items/${item.id}/issue`, { trackerId });
};

describe("an issue", () => {
	it("is created in GitHub from the templates, and linked", async () => {
		const tracker = await github();
		const incident = await world.declare({ title: "Payments fail" });
		const item = await makeItem({ incidentId: incident.id });
		answer = () => ({
			status: 201,
			json: { number: 88, html_url: "https://github.com/acme/shop/issues/88" },
		});
		const made = await ask(item, tracker.id);
		expect(made).toMatchObject({
			link: "https://github.com/acme/shop/issues/88",
			issue: { trackerId: tracker.id, state: "created", key: "#88", detail: null },
		});
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatchObject({
			method: "POST",
			path: "/repos/acme/shop/issues",
			headers: { authorization: "Bearer ghp_secret", "x-github-api-version": "2022-11-28" },
			body: {
				title: "[Checkout] Alert when the pool is nearly used up",
				body: expect.stringMatching(
					new RegExp(
						`^Owner: Bo\nFrom #${incident.number} Payments fail\n\nCreated by Tocsin \\([0-9a-f-]{36}\\)$`,
					),
				),
				labels: ["incident"],
			},
		});
		expect((await ask(item, tracker.id)).link).toBe(made.link);
		expect(asked).toHaveLength(0);
	});

	it("is created in Jira as a document, with a label by which it is found again", async () => {
		const tracker = await makeTracker({
			kind: "jira",
			token: "jira-token",
			settings: { siteUrl: origin, account: "bo@shop.example", project: "SHOP" },
		});
		const item = await makeItem();
		answer = () => ({
			status: 201,
			json: { id: "10000", key: "SHOP-24", self: `${origin}/rest/api/3/issue/10000` },
		});
		expect(await ask(item, tracker.id)).toMatchObject({
			link: `${origin}/browse/SHOP-24`,
			issue: { state: "created", key: "SHOP-24" },
		});
		const basic = Buffer.from("bo@shop.example:jira-token").toString("base64");
		expect(asked[0]).toMatchObject({
			path: "/rest/api/3/issue",
			headers: { authorization: `Basic ${basic}` },
			body: {
				fields: {
					project: { key: "SHOP" },
					issuetype: { name: "Task" },
					summary: "Alert when the pool is nearly used up",
					labels: [expect.stringMatching(/^tocsin-[0-9a-f-]{36}$/)],
					description: { type: "doc", version: 1, content: expect.arrayContaining([]) },
				},
			},
		});
	});

	it("is created in Linear under an id of its own", async () => {
		const tracker = await makeTracker({
			kind: "linear",
			token: "lin_api_secret",
			settings: { teamId: TEAM_ID, apiUrl: `${origin}/graphql` },
		});
		const item = await makeItem();
		const issue = { identifier: "ENG-7", url: "https://linear.app/acme/issue/ENG-7" };
		answer = () => ({ status: 200, json: { data: { issueCreate: { success: true, issue } } } });
		expect(await ask(item, tracker.id)).toMatchObject({ link: issue.url, issue: { key: "ENG-7" } });
		expect(asked[0]).toMatchObject({
			path: "/graphql",
			headers: { authorization: "lin_api_secret" },
			body: { variables: { input: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), teamId: TEAM_ID } } },
		});
	});

	it("is asked of anything else by a signed request", async () => {
		const tracker = await makeTracker({ kind: "webhook", settings: { url: `${origin}/hook` } });
		expect(tracker.secret).toMatch(/^whsec_/);
		const item = await makeItem();
		answer = () => ({ status: 200, json: { url: "https://board.example/12", key: "12" } });
		expect(await ask(item, tracker.id)).toMatchObject({
			link: "https://board.example/12",
			issue: { state: "created", key: "12" },
		});
		expect(asked[0]).toMatchObject({
			headers: {
				"webhook-id": asked[0]?.body.data?.marker,
				"webhook-signature": expect.stringMatching(/^v1,/),
			},
			body: { type: "action_item.issue_wanted", data: { actionItemId: item.id } },
		});
	});

	it("says in words why a tracker refused it, and is created once that is mended", async () => {
		const tracker = await github();
		const item = await makeItem();
		answer = () => ({ status: 401, json: { message: "Bad credentials" } });
		expect(await ask(item, tracker.id)).toMatchObject({
			link: null,
			issue: { state: "failed", detail: "GitHub answered 401 (the token is not accepted): Bad credentials" },
		});
		answer = () => ({ status: 201, json: { number: 9, html_url: "https://github.com/acme/shop/issues/9" } });
		expect((await ask(item, tracker.id)).link).toBe("https://github.com/acme/shop/issues/9");
	});
});

describe("a tracker", () => {
	it("never shows its token, and keeps it sealed", async () => {
		const { id } = await github();
		const shown = JSON.stringify(await world.client.read(`/api/v1/trackers/${id}`));
		const log = JSON.stringify(await world.client.read("/api/v1/audit-log?limit=200"));
		expect(shown + log).not.toContain("ghp_secret");
		const database = await world.instance.database();
		const { results } = await database.prepare(`SELECT secret FROM trackers WHERE id = '${id}'`).all();
		expect(results).toEqual([{ secret: expect.stringMatching(/^v1\./) }]);
	});

	it("is refused where it could not work", async () => {
		const refused = async (fields: object) => {
			const { status, body } = await world.instance.api("POST", "/api/v1/trackers", { name: "x", ...fields });
			return [status, (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)];
		};
		const settings = { repository: "acme/shop", apiUrl: "http://10.0.0.1/" };
		expect(await refused({ kind: "github", token: "t", settings })).toEqual([422, ["/settings/apiUrl"]]);
		const unknown = { kind: "webhook", settings: { url: `${origin}/hook` }, body: "{{nonsense}}" };
		expect(await refused(unknown)).toEqual([422, ["/body"]]);
		const hook = await makeTracker({ kind: "webhook", settings: { url: `${origin}/hook` } });
		const patch = await world.instance.api("PATCH", `/api/v1/trackers/${hook.id}`, { token: "t" });
		expect(patch.status).toBe(422);
		const item = await makeItem();
		const nobody = { trackerId: nowhere("trk") };
		const path = `/api/v1/action-items/${item.id}/issue`;
		expect((await world.instance.api("POST", path, nobody)).status).toBe(422);
		expect((await world.instance.api("POST", path, {})).status).toBe(422);
	});
});
