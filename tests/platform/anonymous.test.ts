/** What strangers may ask leaves nothing behind and keeps nobody out. */
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ENDPOINTS } from "../../worker/endpoints.ts";
import { CHORES } from "../../worker/platform/rpc.ts";
import { LINK_ROLES } from "../../worker/platform/rules/caller.ts";
import { idOf } from "../../worker/platform/rules/id.ts";
import { newId } from "../../worker/platform/vault/ids.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { makeShop, type Shop } from "../support/shop.ts";

let instance: Instance;
let shop: Shop;
let ana: Record<string, string>;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
	ana = await signIn(instance, shop.anaId);
});
afterAll(() => instance?.stop());

const NOBODY = { authorization: "" };

async function rowsIn(table: string): Promise<Record<string, unknown>[]> {
	const { results } = await (await instance.database()).prepare(`SELECT * FROM ${table}`).all();
	return results as Record<string, unknown>[];
}

async function rowsInAll(): Promise<Record<string, number>> {
	const tables = (await rowsIn("sqlite_master")).filter(
		({ type, name }) => type === "table" && !/^(sqlite|_cf)_/.test(String(name)),
	);
	const counted = tables.map(async ({ name }) => [name, (await rowsIn(`"${name}"`)).length] as const);
	return Object.fromEntries(await Promise.all(counted));
}

/** Every object that was ever woken has a file. What stands beside it while the object is awake comes and goes. */
const files = () =>
	readdirSync(instance.state, { recursive: true }).filter((f) => /\.sqlite$/.test(`${f}`)).length;

/** A body as each open call wants it, with a secret that is none. */
const BODIES: Record<string, object> = {
	"/api/v1/setup/options": { token: "wrong", name: "Mallory", timeZone: "UTC" },
	"/api/v1/setup/passkey": { token: "wrong", response: {} },
	"/api/v1/session": { response: { id: "AAAA", rawId: "AAAA", type: "public-key", response: {} } },
	"/api/v1/session/recovery": { code: "WRNG-WRNG-WRNG-WRNG" },
	"/api/v1/session/single-sign-on/code": { query: "code=wrong&state=wrong" },
	"/api/v1/pairings/claim": { code: "WRNG-WRNG", deviceName: "Mallory's phone" },
	"/api/v1/invites/options": { token: "wrong" },
	"/api/v1/invites/passkey": { token: "wrong", response: {} },
};

it("no row and no object is left by a stranger, however often they ask", async () => {
	const open = ENDPOINTS.filter(({ role }) => ["anyone", "page", ...LINK_ROLES].includes(role));
	const call = async (turn: number) => {
		for (const { method, path } of open) {
			const headers = { ...NOBODY, "idempotency-key": `stranger-${turn}` };
			const body = method === "get" || method === "delete" ? undefined : (BODIES[path] ?? {});
			const answer = await instance.api(method.toUpperCase(), path, body, headers);
			expect(answer.status, path).toBeLessThan(500);
		}
		const nowhere = newId("service").slice(idOf("service", "").length);
		for (const key of [`tik${nowhere}${"0".repeat(64)}`, "x"])
			await instance.api("POST", `/inbound/generic/${key}`, { title: "Mallory" }, NOBODY);
		await instance.api("GET", `/api/v1/incidents/${newId("incident")}`, undefined, NOBODY);
		await instance.api("GET", `/incidents/${newId("incident")}`, undefined, NOBODY);
	};
	await call(0);
	const before = { rows: await rowsInAll(), files: files() };
	for (let turn = 1; turn <= 20; turn++) await call(turn);
	expect({ rows: await rowsInAll(), files: files() }).toEqual(before);
});

it("a flood of sign-ins that lead nowhere keeps nobody from signing in", async () => {
	const { recoveryCodes } = (await instance.api("POST", "/api/v1/me/recovery-codes", {}, ana)).body;
	for (let i = 0; i < 100; i++) {
		expect((await instance.api("POST", "/api/v1/session/options", {}, NOBODY)).status).toBe(200);
		const wrong = { code: BODIES["/api/v1/session/recovery"] };
		await instance.api("POST", "/api/v1/session/recovery", wrong.code, NOBODY);
	}
	const right = await instance.api("POST", "/api/v1/session/recovery", { code: recoveryCodes[0] }, NOBODY);
	expect(right.status).toBe(200);
});

it("whoever guesses pairing codes is made to wait, and Ana's phone elsewhere is not", async () => {
	const claim = (code: string, address: string) =>
		instance.api(
			"POST",
			"/api/v1/pairings/claim",
			{ code, deviceName: "A phone" },
			{ ...NOBODY, "cf-connecting-ip": address },
		);
	const guesses: number[] = [];
	for (let i = 0; i < 40; i++) guesses.push((await claim("WRNG-WRNG", `2001:db8:0:7::${i}`)).status);
	expect(guesses.filter((status) => status === 401).length).toBeLessThanOrEqual(31);
	expect(guesses.at(-1)).toBe(429);
	const { code } = (await instance.api("POST", "/api/v1/me/pairings", {}, ana)).body;
	expect((await claim(code, "2001:db8:0:8::1")).status).toBe(200);
});

it("what has expired is deleted, and what has not stays", async () => {
	await instance.restart();
	const old = Date.now() - 400 * 86_400_000;
	const insert = async (table: string, columns: string, values: string) => {
		const database = await instance.database();
		await database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${values})`).all();
	};
	const who = `'${shop.boId}'`;
	await insert(
		"sessions",
		"id, secret_hash, user_id, created_at, last_seen_at, user_agent",
		`'old', 'h1', ${who}, ${old}, ${old}, ''`,
	);
	await insert("challenges", "challenge, ceremony, expires_at", `'old', 'login', ${old}`);
	await insert("pairings", "id, code_hash, user_id, expires_at", `'old', 'h2', ${who}, ${old}`);
	await insert(
		"invites",
		"id, secret_hash, user_id, invited_by, expires_at",
		`'old', 'h3', ${who}, 'Ana', ${old}`,
	);
	await insert(
		"idempotency",
		"credential, key, body_hash, status, answer, created_at",
		`'old', 'k', 'h', 200, '{}', ${old}`,
	);
	const browser = await signIn(instance, shop.boId);
	const { id } = (
		await instance.api("POST", "/api/v1/me/pairings", {}, { ...browser, "idempotency-key": "fresh" })
	).body;
	// What is done now and then takes turns, one a tick.
	for (const _ of CHORES) await instance.fireCron();
	for (const table of ["sessions", "challenges", "pairings", "invites"])
		expect(
			(await rowsIn(table)).map((row) => row.id ?? row.challenge),
			table,
		).not.toContain("old");
	expect((await rowsIn("idempotency")).map(({ key }) => key)).toEqual(expect.not.arrayContaining(["k"]));
	expect((await rowsIn("idempotency")).map(({ key }) => key)).toContain("fresh");
	expect((await rowsIn("pairings")).map((row) => row.id)).toContain(id);
	expect((await instance.api("GET", "/api/v1/me", undefined, browser)).status).toBe(200);
});
