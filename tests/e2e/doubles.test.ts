/** The doubles are trusted by every other scenario, so they are held to the standards' own examples first. */
import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterEach, expect, it } from "vitest";
import webPush from "web-push";
import { decryptPush } from "../../scripts/demo/push/decrypt.ts";
import { makeSubscriptionKeys } from "../../scripts/demo/push/subscription.ts";
import { verifyVapid } from "../../scripts/demo/push/vapid.ts";
import { type PushMode, type PushService, startPushService } from "../support/push-service.ts";
import { startTarget, startTcpTarget, type Target } from "../support/target.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const double of open.splice(0)) await double.close();
});
const keep = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
	const started = await starting;
	open.push(started);
	return started;
};

const PAYLOAD = {
	web_push: 8030,
	notification: {
		title: "P1 · Checkout is down",
		body: "3 of 3 regions",
		navigate: "https://tocsin.example/app/p#t=x",
		tag: "inc_1",
		data: { v: 1, kind: "page", token: "x" },
	},
};

it("the push double reads the example message of RFC 8291, appendix A", async () => {
	const keys = {
		publicKey: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
		privateKey: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
		auth: "BTBZMqHH6r4Tts7J_aSIgg",
	};
	const body =
		"DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

	expect(await decryptPush(Buffer.from(body, "base64url"), keys)).toBe(
		"When I grow up, I want to be a watermelon",
	);
});

it("the push double refuses a message for another phone", async () => {
	const service = await keep(startPushService());
	const ana = service.subscribe("Ana");
	await send(service, { ...ana.json, keys: service.subscribe("Bo").json.keys });
	expect(ana.records()[0]).toMatchObject({ payload: null, delivered: false, error: expect.any(String) });
});

it("the push double reads what an ordinary sender encrypts and signs", async () => {
	const service = await keep(startPushService());
	const ana = service.subscribe("Ana");
	expect(await send(service, ana.json)).toBe(201);
	expect(ana.records()[0]).toMatchObject({
		payload: PAYLOAD,
		ttl: 60,
		urgency: "high",
		topic: "inc1",
		contentEncoding: "aes128gcm",
		vapid: { ok: true, audience: service.origin, subject: "mailto:ops@tocsin.example" },
		delivered: true,
	});
});

it.each<[string, (now: number) => { aud: string; exp: number; sub?: string; alg?: "other key" }, RegExp]>([
	["has expired", (now) => ({ aud: "http://push", exp: now - 1, sub: "mailto:a@b.example" }), /exp/],
	[
		"is valid for 25 hours",
		(now) => ({ aud: "http://push", exp: now + 90_000, sub: "mailto:a@b.example" }),
		/24 h/,
	],
	[
		"is meant for another push service",
		(now) => ({ aud: "http://other", exp: now + 60, sub: "mailto:a@b.example" }),
		/aud/,
	],
	["names no contact", (now) => ({ aud: "http://push", exp: now + 60 }), /sub/],
	[
		"is signed by another key",
		(now) => ({ aud: "http://push", exp: now + 60, sub: "mailto:a@b.example", alg: "other key" }),
		/signature/,
	],
])("the push double refuses a VAPID token that %s", async (_, claimsAt, why) => {
	const now = 4_102_444_800;
	const { alg, ...claims } = claimsAt(now);
	const header = await vapidHeader(claims, alg === "other key");
	expect(await verifyVapid(header, "http://push", now * 1_000)).toMatchObject({
		ok: false,
		why: expect.stringMatching(why),
	});
});

it.each<[PushMode, number | "no answer", Record<string, string>]>([
	["drop", 201, {}],
	[404, 404, {}],
	[410, 410, {}],
	[413, 413, {}],
	[500, 500, {}],
	[{ status: 429, retryAfter: "7" }, 429, { "retry-after": "7" }],
	[{ status: 503, retryAfter: "soon" }, 503, { "retry-after": "soon" }],
	[{ redirect: "http://127.0.0.1:1/" }, 307, { location: "http://127.0.0.1:1/" }],
	[{ bodyBytes: 1_000_000 }, 201, {}],
	["rst", "no answer", {}],
	["hang", "no answer", {}],
])("the push double misbehaves as asked: %j", async (mode, status, headers) => {
	const service = await keep(startPushService());
	const ana = service.subscribe("Ana");
	ana.be(mode, 1);
	const answer = await fetch(ana.endpoint, {
		method: "POST",
		redirect: "manual",
		signal: AbortSignal.timeout(mode === "hang" ? 300 : 5_000),
	}).catch(() => null);
	expect(answer?.status ?? "no answer").toBe(status);
	for (const [name, value] of Object.entries(headers)) expect(answer?.headers.get(name)).toBe(value);
	const again = await fetch(ana.endpoint, { method: "POST" });
	expect(again.status).toBe(201);
});

it("the target breaks in every named way and comes back on the same port", async () => {
	const target = await keep(startTarget());
	const ask = (region = "weur", patienceMs = 5_000) =>
		fetch(target.url, {
			redirect: "manual",
			headers: { "tocsin-region": region },
			signal: AbortSignal.timeout(patienceMs),
		}).then(
			async (r) => ({ status: r.status, body: await r.text() }),
			() => "no answer" as const,
		);
	for (const mode of ["refused", "hang", "rst", { slowMs: 2_000 }] as const) {
		await target.be(mode);
		expect(await ask("weur", 300)).toBe("no answer");
		await target.be("well");
		expect(await ask()).toEqual({ status: 200, body: "all is well" });
	}
	await target.be({ onlyIn: ["apac"], mode: { status: 503 } });
	expect(await ask("weur")).toMatchObject({ status: 200 });
	expect(await ask("apac")).toMatchObject({ status: 503 });
	expect(target.requests.at(-1)).toMatchObject({ region: "apac", path: "/health" });
});

it("the TCP target refuses, then listens again on the same port", async () => {
	const target: Target = await keep(startTcpTarget());
	await target.be("refused");
	await expect(fetch(`http://${target.hostPort}`)).rejects.toMatchObject({
		cause: { code: "ECONNREFUSED" },
	});
	await target.be("well");
	await fetch(`http://${target.hostPort}`).catch(() => null);
	expect(target.requests).toHaveLength(1);
});

async function send(service: PushService, to: { endpoint: string; keys: { p256dh: string; auth: string } }) {
	const vapid = webPush.generateVAPIDKeys();
	const request = webPush.generateRequestDetails(to, JSON.stringify(PAYLOAD), {
		TTL: 60,
		urgency: "high",
		topic: "inc1",
		vapidDetails: { subject: "mailto:ops@tocsin.example", ...vapid },
	});
	const response = await fetch(`${service.origin}${new URL(to.endpoint).pathname}`, {
		method: "POST",
		headers: request.headers as Record<string, string>,
		body: new Uint8Array(request.body),
	});
	return response.status;
}

async function vapidHeader(claims: { aud: string; exp: number; sub?: string }, otherKey: boolean) {
	const pair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
	const [signer, shown] = [pair(), pair()];
	const { x = "", y = "" } = (otherKey ? shown : signer).publicKey.export({ format: "jwk" });
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
	const token = await new SignJWT(claims).setProtectedHeader({ alg: "ES256" }).sign(signer.privateKey);
	return `vapid t=${token}, k=${point.toString("base64url")}`;
}

it("the push double would notice a changed byte", async () => {
	const keys = makeSubscriptionKeys();
	const { body } = webPush.generateRequestDetails(
		{ endpoint: "https://push.example/1", keys: { p256dh: keys.publicKey, auth: keys.auth } },
		JSON.stringify(PAYLOAD),
	);
	const changed = Buffer.from(body ?? "");
	changed[changed.length - 1]! ^= 1;
	await expect(decryptPush(changed, keys)).rejects.toThrow();
});
