/** Section 1 of the contract, at every address: who asks is settled before what is asked. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENDPOINTS, endpointsAt } from "../../worker/endpoints.ts";
import { checkInToken } from "../../worker/paging/check-in-token.ts";
import type { Endpoint } from "../../worker/platform/contract/endpoint.ts";
import { isLinkRole } from "../../worker/platform/rules/caller.ts";
import { MASTER_KEY } from "../support/instance.ts";
import { addressOf, type Headers_, type OneOfEach, startOneOfEach } from "../support/one-of-each.ts";
import { soak } from "../support/runs.ts";
import { nowhere } from "../support/shop.ts";

let each: OneOfEach;
const pages = new Map<Endpoint, Headers_>();
beforeAll(async () => {
	each = await startOneOfEach();
	for (const endpoint of ENDPOINTS.filter(({ role }) => role === "page"))
		pages.set(endpoint, endpoint.path.endsWith("/here") ? await checkIn() : await each.page());
}, 120_000);
afterAll(() => each?.world.stop());

/** The one call that a page's token may not make. */
async function checkIn(): Promise<Headers_> {
	const { id, methodId } = each.world.people.ana;
	const claim = { userId: id, methodId, about: "week:2031-01-06", expiresAt: Date.now() + 3_600_000 };
	const token = await checkInToken({ MASTER_KEY } as never, claim);
	return { authorization: `Bearer ${token}` };
}

const JSON_TYPE = "application/json";
/** Just above 512 KB. */
const HUGE = JSON.stringify({ note: "x ".repeat(263_000) });
const BROKEN = '{"name":';
/** What is too large takes ten times as long to send: but for each eighth call, only the soak has it refused for something else. */
const sendsHuge = (endpoint: Endpoint) => soak || ENDPOINTS.indexOf(endpoint) % 8 === 0;

/** What may be wrong with what is asked, in the order in which it is said. */
const WRONGS = [
	{ status: 413, type: JSON_TYPE, body: HUGE },
	{ status: 415, type: "text/plain", body: "{}" },
	{ status: 400, type: JSON_TYPE, body: BROKEN },
	{ status: 422, type: JSON_TYPE, body: '{"nonsense":true}' },
];

interface Wrong {
	type?: string;
	body?: string;
}

async function ask(method: string, path: string, headers: Headers_, wrong: Wrong = {}) {
	const answer = await fetch(each.world.instance.url + path, {
		method: method.toUpperCase(),
		headers: { ...headers, ...(wrong.type && { "content-type": wrong.type }) },
		...(wrong.body !== undefined && { body: wrong.body }),
	});
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, text };
}

/** Every way in which this call can be wrong: a GET by its query, the others by their body. */
function wrongsOf(endpoint: Endpoint): (Wrong & { status: number; query: string })[] {
	if (endpoint.method === "get") return [{ status: 422, query: "?nonsense=1" }];
	const wrongs = WRONGS.map((wrong) => ({ ...wrong, query: "" }));
	// A document may be larger than other bodies.
	if (endpoint.text && wrongs[0]) wrongs[0].body = " ".repeat(endpoint.text.maxBytes + 1);
	return [...wrongs, { status: 422, query: "?nonsense=1" }];
}

/**
 * Two requests instead of one for each wrong, where something else must be said first: everything wrong at once, so
 * that whatever is looked at too early is told, and what is wrong by its fields alone; or the second of them.
 */
async function toldFirst(
	endpoint: Endpoint,
	address: string,
	headers: Headers_,
	asks: "both" | "one" = "both",
): Promise<number[]> {
	const query = "?nonsense=1";
	if (endpoint.method === "get") return [(await ask("get", address + query, headers)).status];
	const all = { type: "text/plain", body: sendsHuge(endpoint) ? HUGE.slice(0, -1) : BROKEN };
	const last = await ask(endpoint.method, address, headers, WRONGS.at(-1));
	if (asks === "one") return [last.status];
	return [(await ask(endpoint.method, address + query, headers, all)).status, last.status];
}

/**
 * All of these are refused so, whether or not there is what they ask for. Only who they are differs: the
 * first tries all that is wrong, the others one thing of it, and in the soak all of them everything.
 */
async function areRefused(status: number, endpoint: Endpoint, callers: Headers_[]): Promise<void> {
	for (const [i, headers] of callers.entries()) {
		const asks = soak || i === 0 ? "both" : "one";
		const addresses = [addressOf(endpoint, each.ids), addressOf(endpoint, "nowhere")];
		for (const address of asks === "both" ? addresses : addresses.slice(0, 1))
			for (const told of await toldFirst(endpoint, address, headers, asks))
				expect(told, `${address} for caller ${i}`).toBe(status);
	}
}

/** The statuses of all these wrongs, in order. */
async function statusesOf(endpoint: Endpoint, address: string, headers: Headers_): Promise<number[]> {
	const statuses: number[] = [];
	for (const wrong of wrongsOf(endpoint))
		statuses.push((await ask(endpoint.method, address + wrong.query, headers, wrong)).status);
	return statuses;
}

const always = (endpoint: Endpoint, status: number) =>
	endpoint.method === "get" ? [status] : [status, status];
const label = (endpoint: Endpoint) =>
	[`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint] as const;
const those = (which: (endpoint: Endpoint) => boolean) => ENDPOINTS.filter(which).map(label);

const ROLES = ["observer", "responder", "admin"] as const;
const isGuarded = ({ role }: Endpoint) => role !== "anyone";
const isForRoles = ({ role }: Endpoint) => role !== "anyone" && role !== "page" && !isLinkRole(role);

/** Somebody who may make this call. */
function whoMay(endpoint: Endpoint): Headers_ {
	if (endpoint.role === "page") return pages.get(endpoint) ?? {};
	if (isLinkRole(endpoint.role)) return each[endpoint.role];
	if (endpoint.role === "anyone") return {};
	return endpoint.person ? each.ana : each.tokens.admin;
}

/** The open calls whose secret stands in the body, or that have nothing to find. */
const hasIds = (endpoint: Endpoint) => Object.keys(endpoint.ids).length > 0;

const STRANGERS: Headers_[] = [{}, { authorization: "Bearer wrong" }, { cookie: "tocsin=wrong" }];

describe("401 comes first: a stranger learns nothing else", () => {
	it.each(those(isGuarded))("%s", async (_name, endpoint) => {
		await areRefused(401, endpoint, STRANGERS);
	});
});

describe("403 comes next: who may not do this is not told whether it could be done", () => {
	const needsMore = (endpoint: Endpoint) =>
		isForRoles(endpoint) && (endpoint.role !== "observer" || endpoint.person || endpoint.own !== null);

	it.each(those(needsMore))("%s", async (_name, endpoint) => {
		const tooWeak = ROLES.slice(0, ROLES.indexOf(endpoint.role as (typeof ROLES)[number]));
		const refused = tooWeak.map((role) => each.tokens[role]);
		if (endpoint.person) refused.push(each.tokens.admin);
		if (endpoint.own !== null) refused.push(each.tokens.responder, each.bo);
		await areRefused(403, endpoint, refused);
	});

	it.each(those((endpoint) => isForRoles(endpoint) && endpoint.method !== "get"))(
		"%s: nor is another site that borrows Ana's browser",
		async (_name, endpoint) => {
			const { origin: _, ...bare } = each.ana;
			const wrong = { type: JSON_TYPE, body: sendsHuge(endpoint) ? HUGE : BROKEN };
			for (const headers of [{ ...bare, origin: "https://evil.example" }, bare]) {
				const answer = await ask(endpoint.method, addressOf(endpoint, each.ids), headers, wrong);
				expect(answer.status).toBe(403);
				expect(answer.text).toContain("/csrf");
			}
		},
	);

	it("DELETE /api/v1/session: nobody else's site signs Ana out", async () => {
		const { origin: _, ...bare } = each.ana;
		for (const headers of [{ ...bare, origin: "https://evil.example" }, bare])
			expect((await ask("delete", "/api/v1/session", headers)).status).toBe(403);
		expect((await ask("get", "/api/v1/me", each.ana)).status).toBe(200);
	});
});

describe("404 comes before anything about the request", () => {
	it.each(those((endpoint) => isForRoles(endpoint) && hasIds(endpoint)))("%s", async (_name, endpoint) => {
		const headers = whoMay(endpoint);
		const malformed = endpoint.path.replaceAll(/\{\w+\}/g, "17");
		for (const address of [malformed, addressOf(endpoint, "nowhere")])
			expect(await toldFirst(endpoint, address, headers), address).toEqual(always(endpoint, 404));
	});

	it("and so it does where a thing is somebody else's, a word is unknown, or set-up is over", async () => {
		const { ids, ana, tokens } = each;
		const [notJson] = WRONGS.filter(({ status }) => status === 400);
		const bos = each.world.people.bo.methodId;
		for (const [method, path, headers] of [
			["patch", `/api/v1/users/${ids.user}/contact-methods/${bos}`, tokens.admin],
			["put", `/api/v1/incidents/${ids.incident}/roles/boss`, tokens.admin],
			["delete", "/api/v1/me/passkeys/unknown", ana],
			["post", "/api/v1/wishes", tokens.admin],
		] as const)
			expect((await ask(method, path, headers, notJson)).status, path).toBe(404);
	});
});

describe("then 413, 415, 400 and 422, in this order", () => {
	it.each(those(({ path }) => path !== "/api/v1/me/passkeys/{passkeyId}"))("%s", async (_name, endpoint) => {
		const statuses = wrongsOf(endpoint).map(({ status }) => status);
		const headers = whoMay(endpoint);
		expect(await statusesOf(endpoint, addressOf(endpoint, each.ids), headers)).toEqual(statuses);
	});
});

describe("405 says what the address takes", () => {
	const paths = [...new Set(ENDPOINTS.map(({ path }) => path))];

	it.each(paths.map((path) => [path]))("%s", async (path) => {
		const first = ENDPOINTS.find((endpoint) => endpoint.path === path);
		if (!first) throw new Error("a path without a call");
		const takes = endpointsAt(addressOf(first, each.ids)).map(({ method }) => method.toUpperCase());
		for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((m) => !takes.includes(m))) {
			const [ofPage] = pages.values();
			const own = first.role === "page" ? ofPage : isLinkRole(first.role) && whoMay(first);
			const headers = own || each.tokens.admin;
			const answer = await ask(method, addressOf(first, each.ids), headers);
			expect(answer.status, method).toBe(405);
			const allow = (answer.headers.get("allow") ?? "").split(", ").filter((m) => m !== "HEAD");
			expect(allow.sort()).toEqual([...takes].sort());
		}
	});
});

describe("a version that is named", () => {
	// `/me` has the version of the person, and a passkey's name is all that is changed of it.
	const editable = those(({ method, path }) => method === "patch" && !/\/me(\/passkeys\/|$)/.test(path));

	it.each(editable)(
		"%s: is compared in either spelling, and 412 shows the current value",
		async (_n, endpoint) => {
			const address = addressOf(endpoint, each.ids);
			const headers = whoMay(endpoint);
			const { version } = JSON.parse((await ask("get", address, headers)).text);
			const change = (tag: string) =>
				ask("patch", address, { ...headers, "if-match": tag }, { type: JSON_TYPE, body: "{}" });
			for (const tag of [`"${version + 7}"`, `W/"${version + 7}"`]) {
				const stale = await change(tag);
				expect(stale.status).toBe(412);
				expect(JSON.parse(stale.text).current.version).toBe(version);
			}
			expect((await change(`W/"${version}"`)).status).toBe(200);
			const stale = await change(`"${version}"`);
			expect(JSON.parse(stale.text).current.version).toBe(version + 1);
			expect((await change(`"${version + 1}"`)).status).toBe(200);
		},
	);

	it("lets one of ten commands through that all saw the same incident, and its retry too", async () => {
		const path = `/api/v1/incidents/${each.ids.incident}`;
		let version = 0;
		const note = (text: string, more: Headers_ = {}) =>
			ask(
				"post",
				`${path}/notes`,
				{ ...each.bo, "if-match": `W/"${version}"`, ...more },
				{
					type: JSON_TYPE,
					body: JSON.stringify({ text }),
				},
			);
		const askTen = async () => {
			version = JSON.parse((await ask("get", path, each.bo)).text).version;
			const keys = Array.from({ length: 10 }, (_, i) => ({ "idempotency-key": `note-${version}-${i}` }));
			return Promise.all(keys.map((key, i) => note(`Note ${i}`, key)));
		};
		let answers = await askTen();
		// Somebody may just have been paged for it: then all ten saw what it no longer is.
		for (let i = 0; i < 2 && answers.every(({ status }) => status === 412); i++) answers = await askTen();
		expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
		for (const { text } of answers.filter(({ status }) => status === 412))
			expect(JSON.parse(text).current).toMatchObject({ id: each.ids.incident, version: version + 1 });
		const winner = answers.findIndex(({ status }) => status === 200);
		const again = await note(`Note ${winner}`, { "idempotency-key": `note-${version}-${winner}` });
		expect([again.status, again.text]).toEqual([200, answers[winner]?.text]);
	});

	it("keeps Ana's own settings from a change that came too late", async () => {
		const send = (body: object, tag: string) =>
			ask(
				"patch",
				"/api/v1/me",
				{ ...each.ana, "if-match": tag },
				{
					type: JSON_TYPE,
					body: JSON.stringify(body),
				},
			);
		const mine = async () => JSON.parse((await ask("get", "/api/v1/me", each.ana)).text);
		const before = await mine();
		const stale = `"${before.user.version + 7}"`;
		expect((await send({ tapToAcknowledge: !before.tapToAcknowledge, name: "Anna" }, stale)).status).toBe(
			412,
		);
		expect((await send({ tapToAcknowledge: !before.tapToAcknowledge }, stale)).status).toBe(412);
		expect((await mine()).tapToAcknowledge).toBe(before.tapToAcknowledge);
	});
});

describe("lists", () => {
	const lists = ENDPOINTS.filter(
		({ method, path, query }) =>
			method === "get" &&
			"shape" in query &&
			"cursor" in (query.shape as object) &&
			!path.endsWith("/shifts"),
	).map(label);

	it("are tried", () => expect(lists.length).toBeGreaterThan(12));

	it.each(lists)("%s: a cursor or a limit that is none is refused", async (_name, endpoint) => {
		const address = addressOf(endpoint, each.ids);
		for (const query of ["cursor=nonsense", "limit=0", "limit=99999", "limit=1&limit=2"]) {
			const answer = await ask("get", `${address}?${query}`, whoMay(endpoint));
			expect(answer.status, query).toBe(422);
		}
		expect((await ask("get", `${address}?limit=200`, whoMay(endpoint))).status).toBe(200);
	});
});

it("GET /api/v1/live without an upgrade answers 426, to whoever may listen", async () => {
	for (const headers of [each.ana, each.tokens.observer]) {
		const answer = await ask("get", "/api/v1/live", headers);
		expect(answer.status).toBe(426);
		expect(answer.text).toContain("/upgrade-required");
	}
});

describe("other tools' alerts", () => {
	const key = `tik01M000000000000000000000ZZ${"0".repeat(64)}`;
	const known = () => each.world.ids.service.replace("svc_", "");
	const bodies = [HUGE.repeat(3), '{"name":', "[]", "{}"];

	it.each(["alertmanager", "generic"])(
		"/inbound/%s: 401 for a key that is none, whatever is sent",
		async (kind) => {
			for (const wrong of ["x", key, `tik${known()}${"0".repeat(64)}`])
				for (const body of bodies) {
					const answer = await ask("post", `/inbound/${kind}/${wrong}`, {}, { type: JSON_TYPE, body });
					expect(answer.status, `${wrong} ${body.slice(0, 20)}`).toBe(401);
				}
		},
	);
});

it("is tried on every call of the contract", () => {
	expect(ENDPOINTS.length).toBeGreaterThan(80);
	expect(nowhere("usr")).toMatch(/^usr_/);
});
