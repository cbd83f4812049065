/** Who may still answer a page that is in somebody's hand. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import type { CastName } from "../support/cast.ts";
import type { WireIncident } from "../support/client.ts";
import type { PushRecord } from "../support/push-service.ts";
import { signIn } from "../support/session.ts";
import { preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await startWorld({
		monitor: false,
		levels: [{ page: ["ana"], afterSeconds: 600 }],
		rotation: ["ana"],
	});
	await world.client.call("PATCH", `/api/v1/teams/${world.ids.team}`, { memberIds: [world.people.ana.id] });
});
afterAll(() => world?.stop());

interface Paged {
	incident: WireIncident;
	push: PushRecord;
	token: string;
}

/** A new incident to which this person is called, and the page in their hand. */
async function pageOf(name: CastName): Promise<Paged> {
	const since = preciseNow();
	const incident = await world.declare();
	if (name !== "ana")
		await world.client.call("POST", `/api/v1/incidents/${incident.id}/responders`, {
			targets: [{ kind: "user", id: world.people[name].id }],
		});
	const push = await world.people[name].phone.waitForPage(since);
	return { incident, push, token: push.payload?.notification.data.token ?? "" };
}

const ACTIONS = [
	["GET", "page", undefined],
	["POST", "receipt", { event: "opened" }],
	["POST", "acknowledge", {}],
	["POST", "escalate", {}],
] as const;

/** The statuses of all four calls with this token, each once. */
async function statusesOf(token: string): Promise<number[]> {
	const statuses: number[] = [];
	for (const [method, action, body] of ACTIONS) {
		const headers = { authorization: `Bearer ${token}` };
		const answer = await world.instance.api(method, `/api/v1/page-actions/${action}`, body, headers);
		statuses.push(answer.status);
	}
	return statuses;
}

const NOBODY = [401, 401, 401, 401];
const person = (name: CastName) => `/api/v1/users/${world.people[name].id}`;
const methodOf = (name: CastName) => `${person(name)}/contact-methods/${world.people[name].methodId}`;

async function expectUntouched({ incident }: Paged): Promise<void> {
	expect(await world.client.incident(incident.id)).toMatchObject({
		state: "triggered",
		acknowledgedBy: null,
		lead: null,
	});
}

describe("F42: a page in the hand of somebody who", () => {
	it("became an observer answers nothing, and works again when they command again", async () => {
		const page = await pageOf("bo");
		await world.client.call("PATCH", person("bo"), { role: "observer" });
		expect(await statusesOf(page.token)).toEqual(NOBODY);
		await expectUntouched(page);
		await world.client.call("PATCH", person("bo"), { role: "responder" });
		expect((await world.people.bo.phone.acknowledge(page.push)).status).toBe(200);
	});

	it("switched this phone off answers nothing", async () => {
		const page = await pageOf("bo");
		await world.client.call("PATCH", methodOf("bo"), { state: "disabled" });
		expect(await statusesOf(page.token)).toEqual(NOBODY);
		await expectUntouched(page);
		await world.client.call("PATCH", methodOf("bo"), { state: "active" });
	});

	it("gave the phone to a colleague answers nothing", async () => {
		const page = await pageOf("bo");
		const { phone } = world.people.bo;
		const again = { kind: "push", subscription: phone.subscription.json };
		await world.client.make(`${person("ana")}/contact-methods`, again);
		expect(await statusesOf(page.token)).toEqual(NOBODY);
		await expectUntouched(page);
		await world.client.make(`${person("bo")}/contact-methods`, again);
		expect((await phone.acknowledge(page.push)).status).toBe(200);
	});

	it("was deleted answers nothing", async () => {
		const page = await pageOf("chidi");
		await world.client.call("DELETE", person("chidi"));
		expect(await statusesOf(page.token)).toEqual(NOBODY);
		await expectUntouched(page);
	});
});

it("lets an observer try their own phone: a test page commands no incident", async () => {
	const bo = world.people.bo;
	await world.client.call("PATCH", person("bo"), { role: "observer" });
	const since = preciseNow();
	const browser = await signIn(world.instance, bo.id);
	expect((await world.instance.api("POST", `${methodOf("bo")}/test`, {}, browser)).status).toBe(202);
	const push = await bo.phone.waitForPage(since);
	expect((await bo.phone.acknowledge(push)).status).toBe(200);
	await world.client.call("PATCH", person("bo"), { role: "responder" });
});

describe("a page's token", () => {
	it("is taken in its one spelling only", async () => {
		const page = await pageOf("ana");
		for (const spelling of spellingsOf(page.token))
			expect(await statusesOf(spelling), spelling).toEqual(NOBODY);
		await expectUntouched(page);
		expect(await statusesOf(page.token)).toEqual([200, 204, 200, 200]);
	});

	it("of an earlier episode is told so, by whoever may still act", async () => {
		const page = await pageOf("bo");
		const path = `/api/v1/incidents/${page.incident.id}`;
		await world.client.call("PUT", `${path}/resolution`, {});
		await world.client.call("POST", `${path}/reopening`, { reason: "It fails again" });
		expect(await statusesOf(page.token)).toEqual([409, 409, 409, 409]);
		await world.client.call("PATCH", person("bo"), { role: "observer" });
		expect(await statusesOf(page.token)).toEqual(NOBODY);
		await world.client.call("PATCH", person("bo"), { role: "responder" });
	});
});

describe("with the database down", () => {
	let away: string[] = [];
	afterEach(() => bringTablesBack(world.instance, away));

	it("F18: a page is answered by what the incident itself knows", async () => {
		const page = await pageOf("bo");
		away = await takeTablesAway(world.instance);
		expect(await statusesOf(page.token)).toEqual([200, 204, 200, 200]);
	});
});

/** Texts that a careless decoder reads as this token. */
function spellingsOf(token: string): string[] {
	const [prefix = "", payload = "", mac = ""] = token.split(".");
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const last = alphabet.indexOf(mac.at(-1) ?? "");
	const twin = mac.slice(0, -1) + alphabet[last ^ 1];
	expect(Buffer.from(twin, "base64url").equals(Buffer.from(mac, "base64url"))).toBe(true);
	return [
		`${prefix}.${payload}.${twin}`,
		`${prefix}.${payload}.${mac}=`,
		`${prefix}.${payload}==.${mac}`,
		`${prefix}.${payload}.${Buffer.from(mac, "base64url").toString("base64")}`,
		`${prefix}.${payload}.${mac}.`,
		`${prefix}.${payload}.${mac.slice(0, 20)}\t${mac.slice(20)}`,
		token.toUpperCase(),
	];
}
