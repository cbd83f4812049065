/** What subscribers chose: one incident, a digest, their browser; and what is planned. */
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import {
	browser,
	confirmed,
	counts,
	HOST,
	hooks,
	linkIn,
	news,
	outage,
	post,
	putBackReaders,
	type Received,
	readersOf,
	recovery,
	subscribe,
} from "./readers.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, PRIVATE, type Shape } from "./world.ts";

const HOUR = 3_600;
/** A Friday, at ten. */
const TEAM: Shape = {
	name: "a shop with subscribers who choose",
	startAt: Date.UTC(2031, 0, 10, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { name: "Checkout" },
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
};
const QUIET: Shape = { ...TEAM, name: "a quiet shop with subscribers who choose", monitors: [] };

afterEach(putBackReaders);

const of = (received: Received[], who: string) => news(received).filter((one) => one.who === who);
const notification = (one: Received | undefined) => JSON.parse(one?.text ?? "{}").notification;

/** Hours with one tick each: nothing happens but what time alone brings. */
async function hoursPass(scene: Scene, hours: number): Promise<void> {
	scene.stopTicks();
	for (let i = 0; i < hours; i++) {
		void scene.world.edge.tick();
		await scene.pass(HOUR);
	}
}

/** An incident of a shop in which nothing is checked: days of it cost little. */
async function incident(scene: Scene): Promise<string> {
	await scene.answer(scene.acts.declare("P1"));
	await scene.pass(5);
	return scene.acts.declared.at(-1)!;
}

async function resolve(scene: Scene, id: string): Promise<void> {
	await call(scene, "PUT", `incidents/${id}/resolution`, {});
	await scene.pass(10);
}

describe("somebody who follows one incident", () => {
	it("is told of its end and of nothing else, and is forgotten a day later", async () => {
		await play(QUIET, 91, async (scene) => {
			const readers = readersOf(scene);
			const incidentId = await incident(scene);
			const page = await scene.answer(scene.world.edge.http("GET", `/incidents/${incidentId}`, undefined));
			expect(page.body).toContain(`/subscribe?incident=${incidentId}`);
			await subscribe(scene, "webhook", `https://${HOST}/one`, { incidentId });
			await scene.pass(10);
			await resolve(scene, incidentId);
			expect(of(readers.received, "one").map(({ type }) => type)).toEqual(["incident.resolved"]);
			const late = await subscribe(scene, "webhook", `https://${HOST}/late`, { incidentId });
			expect(late.status).toBe(422);
			await hoursPass(scene, 26);
			expect(await counts(scene)).toMatchObject({ active: 0, items: [] });
		});
	});

	it("is told once where the same address gets everything", async () => {
		await play(QUIET, 92, async (scene) => {
			const readers = readersOf(scene);
			const incidentId = await incident(scene);
			await subscribe(scene, "push", browser("eve"));
			await subscribe(scene, "push", browser("eve"), { incidentId });
			await scene.pass(10);
			expect(await counts(scene)).toMatchObject({ active: 2 });
			const before = readers.received.length;
			await resolve(scene, incidentId);
			expect(readers.received.length - before).toBe(1);
		});
	});

	it("is asked for three incidents at most, ten minutes apart, while their mailbox says nothing", async () => {
		await play(QUIET, 104, async (scene) => {
			const readers = readersOf(scene);
			const all = [];
			for (let i = 0; i < 4; i++) all.push(await incident(scene));
			for (const incidentId of all) await subscribe(scene, "email", "dana@shop.example", { incidentId });
			await scene.pass(30);
			expect(readers.received).toHaveLength(1);
			await scene.pass(1_300);
			expect(readers.received).toHaveLength(3);
			expect(await counts(scene)).toMatchObject({ unconfirmed: 3 });
		});
	});

	it("reads on in the incident with which theirs was merged", async () => {
		await play(QUIET, 93, async (scene) => {
			const readers = readersOf(scene);
			const [from, into] = [await incident(scene), await incident(scene)];
			await subscribe(scene, "webhook", `https://${HOST}/one`, { incidentId: from });
			await scene.pass(10);
			await call(scene, "POST", `incidents/${from}/merges`, { intoIncidentId: into });
			await scene.pass(70);
			const words = { audience: "public", status: "monitoring", message: "It goes on here." };
			await call(scene, "POST", `incidents/${into}/updates`, words);
			await scene.pass(10);
			expect(of(readers.received, "one").at(-1)?.text).toContain("It goes on here.");
		});
	});

	it("chooses no components and no digest beside it", async () => {
		await play(TEAM, 94, async (scene) => {
			readersOf(scene);
			await outage(scene);
			const incidentId = scene.incident();
			for (const rest of [{ frequency: "daily" }, { componentIds: ["cmp_1"] }]) {
				const answer = await subscribe(scene, "webhook", `https://${HOST}/one`, { incidentId, ...rest });
				expect(answer.status).toBe(422);
			}
		});
	});
});

describe("somebody who reads a digest", () => {
	it("gets one mail the next morning with each incident as it stood last, and none on a day without news", async () => {
		await play(QUIET, 95, async (scene) => {
			const readers = readersOf(scene);
			const link = await confirmed(scene, readers, "dana@shop.example");
			expect((await post(scene, link, "act=choose&frequency=daily")).body).toContain("once a day");
			await resolve(scene, await incident(scene));
			expect(of(readers.received, "dana@shop.example")).toEqual([]);
			await hoursPass(scene, 24);
			const mails = of(readers.received, "dana@shop.example");
			expect(mails.map(({ mail }) => mail?.subject)).toEqual([
				expect.stringContaining("Updates of the last day"),
			]);
			expect(mails[0]?.text).toContain("Checkout was down");
			expect(mails[0]?.text).toContain("Resolved: ");
			expect(mails[0]?.text).not.toContain("Checkout is down");
			expect(mails[0]?.text).not.toContain(PRIVATE);
			await hoursPass(scene, 24);
			expect(of(readers.received, "dana@shop.example")).toHaveLength(1);
		});
	});

	it("gets it on Monday at eight when they chose the week, once, although everything was killed and alarms were lost", async () => {
		await play(QUIET, 96, async (scene) => {
			const readers = readersOf(scene);
			const wish = { frequency: "weekly" };
			await subscribe(scene, "webhook", `https://${HOST}/week`, wish);
			await scene.pass(10);
			await resolve(scene, await incident(scene));
			await hoursPass(scene, 60);
			expect(of(readers.received, "week")).toEqual([]);
			scene.world.edge.kill();
			scene.world.edge.alarmFault = () => "lost";
			await hoursPass(scene, 12);
			scene.world.edge.alarmFault = () => null;
			await hoursPass(scene, 3);
			const [digest, ...more] = of(readers.received, "week");
			expect(more).toEqual([]);
			expect(digest?.type).toBe("digest");
			expect(JSON.parse(digest!.text).data.items.length).toBeGreaterThan(1);
		});
	});
});

describe("a browser that subscribes", () => {
	it("confirms by taking the first notification, is told in its own form, and ends it by one press", async () => {
		const witness = await play(TEAM, 97, async (scene) => {
			const readers = readersOf(scene, false);
			expect(await subscribe(scene, "push", browser("eve"))).toMatchObject({ status: 202 });
			await scene.pass(5);
			expect(notification(readers.received[0]).title).toContain("You get the updates of");
			expect(await counts(scene)).toMatchObject({
				active: 1,
				items: [{ address: "https://updates.push.services.mozilla.com/…" }],
			});
			await outage(scene);
			const told = readers.received.at(-1)!;
			const { title, navigate, tag, data } = notification(told);
			expect(title).toContain("Checkout is partly down");
			expect(navigate).toContain(`/incidents/${scene.incident()}`);
			// Never that of a page: browsers replace what has the same.
			expect(tag).toBe(`status:${scene.incident()}`);
			expect(data).toMatchObject({ v: 1, kind: "status" });
			expect(told.text.length).toBeLessThanOrEqual(2_048);
			expect(told.headers.get("urgency")).toBe("normal");
			expect((await post(scene, data.manage, "List-Unsubscribe=One-Click")).status).toBe(200);
			await recovery(scene);
			expect(readers.received.at(-1)).toBe(told);
		});
		expect(witness.violations).toEqual([]);
	});

	it("has what it chose last, and hears of it each time", async () => {
		await play(QUIET, 103, async (scene) => {
			const readers = readersOf(scene, false);
			await subscribe(scene, "push", browser("eve"));
			await scene.pass(5);
			await subscribe(scene, "push", browser("eve"), { frequency: "daily" });
			await scene.pass(5);
			expect(readers.received).toHaveLength(2);
			expect(await counts(scene)).toMatchObject({ active: 1, items: [{ frequency: "daily" }] });
		});
	});

	it("is forgotten when its push service says that it is gone", async () => {
		await play(TEAM, 98, async (scene) => {
			const readers = readersOf(scene, false);
			await subscribe(scene, "push", browser("eve"));
			await scene.pass(5);
			readers.answer = () => new Response("", { status: 410 });
			await outage(scene);
			expect(await counts(scene)).toMatchObject({ active: 0, items: [] });
		});
	});

	it.each([
		["a text", "push", `https://${HOST}/x`],
		["no push service", "push", { ...browser("x"), endpoint: "https://evil.example.com/x" }],
		["a browser for a webhook", "webhook", browser("x")],
	])("is refused with %s", async (_, kind, target) => {
		await play(TEAM, 99, async (scene) => {
			readersOf(scene, false);
			expect((await subscribe(scene, kind, target)).status).toBe(422);
		});
	});
});

const fromNow = (scene: Scene, seconds: number) =>
	new Date(scene.world.edge.clock.wall() + seconds * 1_000).toISOString();
async function plan(scene: Scene, startsIn: number, lasts: number) {
	const { items } = await call<{ items: { id: string; name: string }[] }>(scene, "GET", "components");
	return call<{ id: string }>(scene, "POST", "maintenances", {
		title: "Database upgrade",
		componentIds: items.filter(({ name }) => name === "Checkout").map(({ id }) => id),
		startsAt: fromNow(scene, startsIn),
		endsAt: fromNow(scene, startsIn + lasts),
	});
}

const remove = async (scene: Scene, id: string) => {
	const answer = scene.world.edge.http("DELETE", `/api/v1/maintenances/${id}`, undefined, ADMIN);
	expect((await scene.answer(answer)).status).toBe(204);
};

describe("a scheduled maintenance", () => {
	it("is told when it is planned, moved, begun and over, each once, to those whom it concerns", async () => {
		await play(QUIET, 100, async (scene) => {
			const readers = readersOf(scene);
			const search = await call<{ id: string }>(scene, "POST", "components", { name: "Search" });
			await scene.pass(65);
			await hooks(scene, 1);
			await subscribe(scene, "webhook", `https://${HOST}/search`, { componentIds: [search.id] });
			await scene.pass(10);
			const { id } = await plan(scene, 600, 300);
			await scene.pass(10);
			const types = () => of(readers.received, "0").map(({ type }) => type);
			expect(types()).toEqual(["maintenance.scheduled"]);
			await call(scene, "PATCH", `maintenances/${id}`, { description: "We replace a disk." });
			await scene.pass(100);
			expect(types()).toHaveLength(1);
			const moved = { startsAt: fromNow(scene, 300), endsAt: fromNow(scene, 600) };
			await call(scene, "PATCH", `maintenances/${id}`, moved);
			await scene.pass(200);
			expect(types()).toHaveLength(2);
			scene.world.edge.kill();
			await scene.pass(200);
			await scene.pass(400);
			expect(types().slice(2)).toEqual(["maintenance.started", "maintenance.completed"]);
			const [{ data }] = of(readers.received, "0").map(({ text }) => JSON.parse(text)) as [{ data: object }];
			expect(data).toMatchObject({ maintenance: { title: "Database upgrade", state: "scheduled" } });
			expect(of(readers.received, "search")).toEqual([]);
		});
	});
});

describe("a maintenance that is deleted before its end", () => {
	it("is told as cancelled, once, although the process dies, and nothing of it is told later", async () => {
		await play(QUIET, 110, async (scene) => {
			const readers = readersOf(scene);
			await scene.pass(65);
			await hooks(scene, 1);
			await scene.pass(10);
			const [ahead, going] = [await plan(scene, 600, 300), await plan(scene, 1, 900)];
			await scene.pass(70);
			const types = () => of(readers.received, "0").map(({ type }) => type);
			const before = types().length;
			for (const { id } of [ahead, going]) await remove(scene, id);
			scene.world.edge.kill();
			await scene.pass(1_200);
			expect(types().slice(before)).toEqual(["maintenance.cancelled", "maintenance.cancelled"]);
			const page = await scene.answer(scene.world.edge.http("GET", `/maintenances/${ahead.id}`, undefined));
			expect(page.body).toContain("Canceled: Database upgrade");
		});
	});

	it("is told to nobody when it was over, and is not on the page any more", async () => {
		await play(QUIET, 111, async (scene) => {
			const readers = readersOf(scene);
			await scene.pass(65);
			await hooks(scene, 1);
			await scene.pass(10);
			const { id } = await plan(scene, 1, 60);
			await scene.pass(200);
			const told = readers.received.length;
			await remove(scene, id);
			await scene.pass(200);
			expect(readers.received).toHaveLength(told);
			const gone = await scene.answer(scene.world.edge.http("GET", `/maintenances/${id}`, undefined));
			expect(gone.status).toBe(404);
		});
	});
});

describe("the page of a subscription", () => {
	it("shows what was chosen, and that of one incident has nothing to choose", async () => {
		await play(TEAM, 102, async (scene) => {
			const readers = readersOf(scene);
			const read = async (link: string) =>
				(await scene.answer(scene.world.edge.http("GET", new URL(link).pathname, undefined))).body as string;
			const link = await confirmed(scene, readers, "dana@shop.example");
			expect(await read(link)).toContain('value="each" checked');
			await outage(scene);
			await subscribe(scene, "email", "eve@shop.example", { incidentId: scene.incident() });
			await scene.pass(5);
			const page = await read(
				linkIn(readers.received.findLast(({ who }) => who === "eve@shop.example")!.text),
			);
			expect(page).not.toContain("frequency");
		});
	});
});

describe("a mailbox that the provider says is gone", () => {
	const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
	const bounced = (to: string, type = "Permanent") =>
		JSON.stringify({
			type: "email.bounced",
			created_at: "x",
			data: { email_id: "1", to: [to], bounce: { type } },
		});

	async function tell(scene: Scene, body: string, prefix = "svix", secret = SECRET) {
		const { edge } = scene.world;
		const at = new Date(edge.clock.wall());
		const headers = {
			"content-type": "application/json",
			[`${prefix}-id`]: "msg_1",
			[`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1_000)),
			[`${prefix}-signature`]: new Webhook(secret).sign("msg_1", at, body),
		};
		return scene.answer(edge.http("POST", "/replies/email", body, headers));
	}

	it("is told nothing any more, after a bounce for good or a complaint that the provider has signed", async () => {
		await play(TEAM, 105, async (scene) => {
			const readers = readersOf(scene);
			for (const name of ["dana", "eve", "finn"]) await confirmed(scene, readers, `${name}@shop.example`);
			expect((await tell(scene, bounced("dana@shop.example"))).status).toBe(404);
			const env = scene.world.edge.env as unknown as Record<string, unknown>;
			env.EMAIL_EVENTS_SECRET = SECRET;
			try {
				const forged = await tell(scene, bounced("dana@shop.example"), "svix", `whsec_${"A".repeat(32)}`);
				expect(forged.status).toBe(401);
				for (const body of [bounced("dana@shop.example", "Transient"), "{}", '{"type":"email.sent"}'])
					expect((await tell(scene, body)).status).toBe(200);
				expect(await counts(scene)).toMatchObject({ active: 3 });
				expect((await tell(scene, bounced("Dana <DANA@shop.example>"))).status).toBe(200);
				const complaint = JSON.stringify({ type: "email.complained", data: { to: ["eve@shop.example"] } });
				expect((await tell(scene, complaint, "webhook")).status).toBe(200);
			} finally {
				delete env.EMAIL_EVENTS_SECRET;
			}
			expect(await counts(scene)).toMatchObject({ active: 1, items: [{ address: "finn@shop.example" }] });
			await outage(scene);
			expect(new Set(news(readers.received).map(({ who }) => who))).toEqual(new Set(["finn@shop.example"]));
		});
	});
});
