import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { Browser, CLIENT, type OpenId, startOpenId } from "../support/openid.ts";
import { freePort } from "../support/ports.ts";
import { make } from "../support/shop.ts";

const PATH = "/api/v1/single-sign-on";

let openId: OpenId;
let instance: Instance;
const config = () => ({
	...{ name: "Acme", issuer: openId.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
});
const set = (fields: object = {}) => instance.api("PUT", PATH, { ...config(), ...fields });
const signingIn = (subject: string, email: string, email_verified = true) => {
	openId.signsIn = subject;
	openId.accounts.set(subject, { email, email_verified, name: `The person ${subject}` });
	return new Browser(instance);
};
const peopleWith = async (email: string) =>
	(await instance.api("GET", "/api/v1/users?limit=200")).body.items.filter(
		(user: { email: string }) => user.email.toLowerCase() === email.toLowerCase(),
	);

beforeAll(async () => {
	const publicUrl = `http://localhost:${await freePort()}`;
	openId = await startOpenId(() => `${publicUrl}/app/signed-in`);
	instance = await startInstance({ egressAllow: [openId.hostPort], env: { PUBLIC_URL: publicUrl } });
	await make(instance, "/api/v1/users", { name: "Bo", email: "Bo@shop.example" });
	expect((await set()).status).toBe(200);
}, 120_000);
afterAll(async () => {
	await instance?.stop();
	await openId?.close();
});
beforeEach(() => Object.assign(openId, { tamper: null }));

describe("signing in at an OpenID provider", () => {
	it("lets Bo in by the email that the provider vouches for, and back to where Bo was going", async () => {
		const browser = signingIn("bo-17", "bo@shop.example");
		const answer = await browser.signIn("/incidents/inc_1");
		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject({ user: { name: "Bo", role: "responder" }, place: "/incidents/inc_1" });
		expect((await browser.call("GET", "/api/v1/me")).body.user.name).toBe("Bo");
	});

	it("knows Bo again by the provider’s own name for Bo, whatever the email became", async () => {
		const [bo] = await peopleWith("bo@shop.example");
		const answer = await signingIn("bo-17", "bo@elsewhere.example").signIn();
		expect(answer.body.user.id).toBe(bo.id);
	});

	it("gives nobody’s place to a stranger who has Bo’s email without proof", async () => {
		const answer = await signingIn("mallory", "bo@shop.example", false).signIn();
		expect(answer.status).toBe(403);
		expect(answer.body.detail).toBe("Acme doesn’t confirm an email address for you.");
	});

	it("refuses a person who is not known here, and says whom to ask", async () => {
		const answer = await signingIn("eve", "eve@shop.example").signIn();
		expect(answer.status).toBe(403);
		expect(answer.body.detail).toBe("No one here has the email eve@shop.example. Ask an admin to add you.");
		expect(await peopleWith("eve@shop.example")).toEqual([]);
	});

	it("makes an observer of an unknown person where the setting says so, once", async () => {
		expect((await set({ createsObservers: true })).status).toBe(200);
		const first = signingIn("olu", "olu@shop.example");
		const second = new Browser(instance);
		const queries = [await first.goThere(), await second.goThere()] as const;
		const answers = await Promise.all([first.finish(queries[0]), second.finish(queries[1])]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
		expect(answers[0]?.body.user).toMatchObject({ name: "The person olu", role: "observer" });
		expect(await peopleWith("olu@shop.example")).toHaveLength(1);
		await set();
	});

	it("guesses nobody where two people have the same email", async () => {
		for (const name of ["One", "Two"])
			await make(instance, "/api/v1/users", { name, email: "twins@shop.example" });
		const answer = await signingIn("twin", "twins@shop.example").signIn();
		expect(answer.body.detail).toBe(
			"Two people here have the email twins@shop.example. Ask an admin to change one.",
		);
	});
});

describe("an answer that must not be believed", () => {
	const refused = { status: 401, body: { detail: "Couldn’t verify the answer of Acme. Start again." } };

	it("is one that was used before: a second try asks the provider nothing", async () => {
		const browser = signingIn("bo-17", "bo@shop.example");
		const query = await browser.goThere();
		const cookies = browser.copy();
		expect((await browser.finish(query)).status).toBe(200);
		const trades = openId.trades;
		const again = await cookies.finish(query);
		expect(again).toMatchObject({
			status: 401,
			body: { detail: "This sign-in was used already. Start again." },
		});
		expect(openId.trades).toBe(trades);
	});

	it("is one of another browser’s sign-in", async () => {
		const query = await signingIn("bo-17", "bo@shop.example").goThere();
		const stranger = await new Browser(instance).finish(query);
		expect(stranger).toMatchObject({ status: 401, body: { detail: "This sign-in has ended. Start again." } });
		const victim = new Browser(instance);
		await victim.goThere();
		expect(await victim.finish(query)).toMatchObject(refused);
	});

	it("is one with an identity of an earlier sign-in: its nonce is another", async () => {
		await signingIn("bo-17", "bo@shop.example").signIn();
		const earlier = openId.issued.at(-1);
		openId.tamper = (tokens) => ({ ...tokens, id_token: earlier });
		expect(await new Browser(instance).signIn()).toMatchObject(refused);
	});

	it("is one whose identity has expired", async () => {
		const then = Math.floor(Date.now() / 1_000) - 60;
		openId.tamper = (tokens) => openId.saying(tokens, { iat: then - 300, exp: then });
		expect(await signingIn("bo-17", "bo@shop.example").signIn()).toMatchObject(refused);
	});

	it("is one that was meant for another application", async () => {
		openId.tamper = (tokens) => openId.saying(tokens, { aud: "another-application" });
		expect(await signingIn("bo-17", "bo@shop.example").signIn()).toMatchObject(refused);
	});

	it("is one with the identity of another issuer", async () => {
		openId.tamper = (tokens) => openId.saying(tokens, { iss: "https://evil.example" });
		expect(await signingIn("bo-17", "bo@shop.example").signIn()).toMatchObject(refused);
	});

	it("is one whose signature is not the provider’s", async () => {
		openId.tamper = (tokens) => {
			const [head, , signature] = String(tokens.id_token).split(".");
			const claims = JSON.parse(
				Buffer.from(String(tokens.id_token).split(".")[1] ?? "", "base64url").toString(),
			);
			const forged = Buffer.from(JSON.stringify({ ...claims, sub: "ana" })).toString("base64url");
			return { ...tokens, id_token: [head, forged, signature].join(".") };
		};
		expect(await signingIn("bo-17", "bo@shop.example").signIn()).toMatchObject(refused);
	});

	it("is one that names another issuer", async () => {
		const browser = signingIn("bo-17", "bo@shop.example");
		const query = new URLSearchParams(await browser.goThere());
		query.set("iss", "https://evil.example");
		expect(await browser.finish(query.toString())).toMatchObject(refused);
	});

	it("is a refusal of the provider itself", async () => {
		const browser = signingIn("bo-17", "bo@shop.example");
		const state = new URLSearchParams(await browser.goThere()).get("state") ?? "";
		const query = new URLSearchParams({ error: "access_denied", state, iss: openId.issuer }).toString();
		expect((await browser.finish(query)).body.detail).toBe("Acme didn’t sign you in.");
	});
});

describe("the provider that an admin sets", () => {
	it("is asked before it is saved, and its secret is kept sealed and shown to nobody", async () => {
		const elsewhere = await set({ issuer: `${openId.issuer}/elsewhere`, clientSecret: "other" });
		expect(elsewhere).toMatchObject({ status: 422, body: { errors: [{ pointer: "/issuer" }] } });
		const blocked = await set({ issuer: "http://169.254.169.254" });
		expect(blocked).toMatchObject({ status: 422, body: { errors: [{ code: "target-blocked" }] } });
		const { body } = await instance.api("GET", PATH);
		expect(body.provider).toEqual({
			...{ name: "Acme", issuer: openId.issuer, clientId: "tocsin" },
			...{ createsObservers: false, hasSecret: true },
		});
		const rows = JSON.stringify([
			await (await instance.database()).prepare("SELECT * FROM single_sign_on").all(),
			await (await instance.database()).prepare("SELECT * FROM audit_log").all(),
		]);
		expect(rows).toContain("Acme");
		expect(rows).not.toContain(CLIENT.secret);
	});

	it("keeps its secret from another issuer, and is saved by one of two at once", async () => {
		const { clientSecret: _secret, ...without } = config();
		const other = await startOpenId(() => "http://localhost/app/signed-in");
		await instance.restart({ env: { EGRESS_ALLOW: `${openId.hostPort},${other.hostPort}` } });
		const moved = await instance.api("PUT", PATH, { ...without, issuer: other.issuer });
		expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: "/clientSecret" }] } });
		const { version } = (await instance.api("GET", PATH)).body;
		const both = await Promise.all(
			["A", "B"].map((name) =>
				instance.api("PUT", PATH, { ...without, name }, { "if-match": `"${version}"` }),
			),
		);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
		await other.close();
	});

	it("is gone when it is removed: nobody is sent there any more", async () => {
		expect((await instance.api("DELETE", PATH)).status).toBe(204);
		expect((await new Browser(instance).call("GET", "/api/v1/session/single-sign-on")).body).toEqual({
			name: null,
		});
		expect((await new Browser(instance).call("POST", "/api/v1/session/single-sign-on", {})).status).toBe(409);
	});
});
