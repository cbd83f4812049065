import { afterAll, beforeAll, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { make, makeShop, type Shop } from "../support/shop.ts";
import { eventually } from "../support/wait.ts";

let instance: Instance;
let shop: Shop;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
});
afterAll(async () => instance?.stop());

let keys = 0;
const freshKey = () => ({ "idempotency-key": `deploy-${++keys}` });
const TEAMS = "/api/v1/teams";
const namesOf = async (path: string) =>
	(await instance.api("GET", `${path}?limit=200`)).body.items.map((item: { name: string }) => item.name);
const timesOf = async (path: string, name: string) =>
	(await namesOf(path)).filter((other: string) => other === name).length;

it("gives the same answer to the same request, and makes nothing twice", async () => {
	const key = freshKey();
	const first = await instance.api("POST", TEAMS, { name: "Once" }, key);
	const second = await instance.api("POST", TEAMS, { name: "Once" }, key);
	expect(second.status).toBe(201);
	expect(second.body).toEqual(first.body);
	expect(second.headers.get("idempotent-replayed")).toBe("true");
	expect(await timesOf(TEAMS, "Once")).toBe(1);
});

it("refuses the same key with another body, and on another address", async () => {
	const key = freshKey();
	await make(instance, TEAMS, { name: "Mine" }, key);
	const other = await instance.api("POST", TEAMS, { name: "Yours" }, key);
	expect(other.status).toBe(422);
	expect(other.body.type).toMatch(/\/idempotency-mismatch$/);
	const elsewhere = await instance.api("POST", "/api/v1/components", { name: "Mine" }, key);
	expect(elsewhere.body.type).toMatch(/\/idempotency-mismatch$/);
	expect(await timesOf(TEAMS, "Yours")).toBe(0);
});

it("answers no plan to whoever asks with its key that it be done", async () => {
	const key = freshKey();
	const file = { tocsin: 1, teams: { planned: { name: "Planned" } } };
	const plan = await instance.api("POST", "/api/v1/apply?dryRun=true", file, key);
	expect(plan.body).toMatchObject({ state: "planned" });
	const done = await instance.api("POST", "/api/v1/apply", file, key);
	expect(done.body.type).toMatch(/\/idempotency-mismatch$/);
	expect((await instance.api("POST", "/api/v1/apply", file, freshKey())).body).toMatchObject({
		state: "done",
	});
});

it("makes one of twenty requests that arrive at once", async () => {
	for (let round = 0; round < 5; round++) {
		const key = freshKey();
		const name = `Crowd ${round}`;
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => instance.api("POST", TEAMS, { name }, key)),
		);
		expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201));
		expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
		expect(await timesOf(TEAMS, name)).toBe(1);
	}
});

it("shows one-time secrets once", async () => {
	const secrets: [path: string, body: object, secret: string][] = [
		["/api/v1/tokens", { name: "CI", role: "observer" }, "secret"],
		["/api/v1/webhooks", { url: "https://hooks.example.com/" }, "secret"],
		[`/api/v1/services/${shop.serviceId}/integrations`, { kind: "events-v2" }, "key"],
		[
			`/api/v1/users/${shop.anaId}/contact-methods`,
			{ kind: "webhook", url: "https://hooks.example.com/ana" },
			"secret",
		],
	];
	for (const [path, body, name] of secrets) {
		const key = freshKey();
		const first = await make(instance, path, body, key);
		expect(first[name]).toEqual(expect.any(String));
		const second = await make(instance, path, body, key);
		expect(second).toMatchObject({ id: first.id, [name]: null });
		expect(JSON.stringify(second)).not.toContain(first[name]);
	}
});

it("does not mix up the keys of two credentials", async () => {
	const key = freshKey();
	const { secret } = await make(instance, "/api/v1/tokens", { name: "Other", role: "admin" });
	const mine = await make(instance, TEAMS, { name: "Same key" }, key);
	const theirs = await make(
		instance,
		TEAMS,
		{ name: "Same key" },
		{ ...key, authorization: `Bearer ${secret}` },
	);
	expect(theirs.id).not.toBe(mine.id);
});

it("does not remember a refusal", async () => {
	const key = freshKey();
	expect((await instance.api("POST", TEAMS, { name: "" }, key)).status).toBe(422);
	expect((await instance.api("POST", TEAMS, { name: "Better" }, key)).status).toBe(201);
});

it("runs a check once for one key", async () => {
	const monitor = await make(instance, "/api/v1/monitors", {
		name: "Nothing listens",
		serviceId: shop.serviceId,
		kind: "tcp",
		target: "checkout.example.com:443",
		timeoutSeconds: 1,
		paused: true,
	});
	const key = freshKey();
	const path = `/api/v1/monitors/${monitor.id}/check`;
	const first = await instance.api("POST", path, undefined, key);
	expect(first.status).toBe(200);
	const second = await instance.api("POST", path, undefined, key);
	expect(second.body).toEqual(first.body);
});

it.each([["x".repeat(256)], ["with a space"], ["Größe"]])("refuses the key %s", async (key) => {
	const answer = await instance.api(
		"POST",
		TEAMS,
		{ name: "Never" },
		{ "idempotency-key": encodeHeader(key) },
	);
	expect(answer.status).toBe(422);
});

it("makes each thing once although it was killed in between", async () => {
	const sent = Array.from({ length: 12 }, (_, i) => ({ name: `Killed ${i}`, key: freshKey() }));
	const post = ({ name, key }: (typeof sent)[number]) =>
		instance.api("POST", TEAMS, { name }, key).then(
			(answer) => answer,
			() => null,
		);
	const before = sent.map(post);
	setTimeout(() => instance.crash(), 15);
	const lost = await Promise.all(before);
	await eventually("the instance serves again", async () => {
		const answer = await fetch(`${instance.url}/healthz`).catch(() => null);
		return answer?.ok;
	});
	for (const [i, request] of sent.entries()) {
		const again = await eventually("an answer", async () => {
			const answer = await post(request);
			return answer?.status === 201 ? answer : null;
		});
		if (lost[i]?.status === 201) expect(again.body).toEqual(lost[i].body);
		expect(await timesOf(TEAMS, request.name)).toBe(1);
	}
	expect(lost.some((answer) => answer?.status !== 201)).toBe(true);
});

/** `fetch` takes header values as bytes. */
function encodeHeader(value: string): string {
	return Buffer.from(value, "utf8").toString("latin1");
}

it("makes every key work at once, however many are made at the same time", async () => {
	const path = `/api/v1/services/${shop.serviceId}/integrations`;
	const send = async (i: number) => {
		const { key } = await make(instance, path, { kind: "generic", name: `Tool ${i}` });
		const sent = await fetch(`${instance.url}/inbound/generic/${key}`, {
			method: "POST",
			body: JSON.stringify({ title: `Tool ${i} broke`, severity: "P4" }),
		});
		return sent.status;
	};
	for (let round = 0; round < 3; round++) {
		const statuses = await Promise.all(Array.from({ length: 12 }, (_, i) => send(i)));
		expect(statuses).toEqual(Array(12).fill(202));
	}
});
