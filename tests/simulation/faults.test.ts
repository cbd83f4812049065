import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "Ana, then Bo",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: ["bo"],
};
const EVERYBODY: Shape = {
	...TEAM,
	name: "everybody at once",
	levels: [{ page: ["team"], afterSeconds: 600 }],
};

const declare = async (scene: Scene, severity = "P2") => {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(2);
};
const incidentObject = (scene: Scene) => scene.world.edge.object("INCIDENT", scene.incident());
const get = (scene: Scene, path: string) =>
	scene.answer(scene.world.edge.http("GET", `/api/v1/${path}`, undefined, ADMIN));
const quietPhones = (scene: Scene) => {
	for (const temper of Object.values(scene.people.tempers)) temper.receipts = false;
};

describe("timers", () => {
	it("F1: a page that was queued before its object was evicted is sent, once", async () => {
		const witness = await play(TEAM, 1, async (scene) => {
			void scene.acts.declare("P2");
			for (let i = 0; i < 200 && !queued(scene); i++) await scene.pass(0.01);
			incidentObject(scene).die();
			incidentObject(scene).alarm.replan();
			await scene.pass(30);
			expect(new Set(scene.left.map(({ pageId }) => pageId)).size).toBe(1);
			expect(names(scene.left)).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it("F1: a kill of a Desk that has decided and not delivered is made good by its own alarm", async () => {
		await play(TEAM, 18, async (scene) => {
			scene.stopTicks();
			void scene.acts.alert("disk", "trigger");
			const { store } = scene.world.edge.object("DESK", scene.world.ids.service);
			const isDecided = () => store.peek("SELECT id FROM incidents").length > 0;
			for (let i = 0; i < 5_000 && !isDecided(); i++) await scene.pass(0.0001);
			expect(scene.witness.incidents.size).toBe(0);
			scene.world.edge.kill();
			await scene.pass(8);
			expect(scene.witness.incidents.size).toBe(1);
			expect(names(scene.left)).toContain("ana");
		});
	});

	it("F1: a kill before anything was sent is made good by the incident's own alarm, without the minute tick", async () => {
		await play(TEAM, 18, async (scene) => {
			scene.stopTicks();
			void scene.acts.declare("P2");
			for (let i = 0; i < 200 && scene.witness.incidents.size === 0; i++) await scene.pass(0.001);
			expect(names(scene.left)).toEqual([]);
			scene.world.edge.kill();
			await scene.pass(8);
			expect(names(scene.left)).toContain("ana");
		});
	});

	it("F1: a kill while the next level's people are read is made good in the same way", async () => {
		await play(TEAM, 18, async (scene) => {
			scene.stopTicks();
			quietPhones(scene);
			await declare(scene);
			await scene.pass(57);
			scene.world.edge.weather.set("database", { slow: 1, slowMs: 5_600 });
			await scene.pass(1.5);
			expect(names(scene.left)).toEqual(["ana"]);
			scene.world.edge.kill();
			scene.world.edge.weather.set("database", null);
			await scene.pass(8);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
	});

	it("F1: so is a kill while the people are read for whom somebody asked", async () => {
		await play(TEAM, 19, async (scene) => {
			scene.stopTicks();
			await declare(scene);
			await scene.pass(10);
			scene.world.edge.weather.set("database", { slow: 1, slowMs: 5_600 });
			await scene.answer(scene.people.act("ana", scene.left[0]!.token, "escalate"));
			expect(names(scene.left)).toEqual(["ana"]);
			scene.world.edge.kill();
			scene.world.edge.weather.set("database", null);
			await scene.pass(8);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
	});

	it("F6: an alarm that the platform gave up after seven throws is made good by the next tick", async () => {
		await play(TEAM, 2, async (scene) => {
			quietPhones(scene);
			await declare(scene);
			const object = incidentObject(scene);
			object.failing = "a bug outside every try";
			await scene.pass(300);
			expect(object.alarm.storedAt).toBeNull();
			object.failing = null;
			await scene.pass(65);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
	});

	it("F7 F8: an alarm of the past that never rings is made good by the next tick", async () => {
		await play(TEAM, 3, async (scene) => {
			quietPhones(scene);
			await declare(scene);
			incidentObject(scene).alarm.lose();
			await scene.pass(125);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
	});

	it("F7: an alarm that was lost rings on time when a tick comes a moment before it", async () => {
		await play(TEAM, 22, async (scene) => {
			scene.stopTicks();
			quietPhones(scene);
			await declare(scene);
			await scene.pass(56);
			incidentObject(scene).alarm.lose();
			void scene.world.edge.tick();
			await scene.pass(8);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
	});

	it("F9: of many pages due at once the oldest go first, none is forgotten, six are under way at the most", async () => {
		const witness = await play(EVERYBODY, 4, async (scene) => {
			const { users } = scene.world;
			await declare(scene);
			for (const name of ["ana", "bo", "chidi"] as const) scene.people.modes[name] = "silent";
			let most = 0;
			for (let i = 0; i < 10; i++) {
				const targets = Object.values(users).map((id) => ({ kind: "user", id }));
				const path = `/api/v1/incidents/${scene.incident()}/responders`;
				await scene.answer(scene.world.edge.http("POST", path, { targets }, ADMIN));
				await scene.pass(0.2);
				most = Math.max(most, underWay(scene));
			}
			for (const name of ["ana", "bo", "chidi"] as const) scene.people.modes[name] = "accept";
			await scene.pass(60);
			const queued = scene
				.events()
				.filter(({ type }) => type === "page_queued")
				.map(({ data }) => data.pageId);
			expect(queued.filter((id) => !scene.left.some(({ pageId }) => pageId === id))).toEqual([]);
			expect(most).toBeLessThanOrEqual(6);
		});
		expect(witness.violations.filter(({ invariant }) => invariant !== "neverSilent")).toEqual([]);
	});

	it("F10: one push service that hangs does not hold up the others of a level", async () => {
		const witness = await play(EVERYBODY, 5, async (scene) => {
			scene.people.modes.ana = "silent";
			await declare(scene);
			expect(names(scene.left).sort()).toEqual(["ana", "bo", "chidi"]);
			expect(scene.types().filter((type) => type === "page_accepted")).toHaveLength(2);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("storage", () => {
	it("F13 F14: nothing leaves, and nobody is told that it is done, while the incident cannot write", async () => {
		await play(TEAM, 6, async (scene) => {
			await declare(scene);
			const before = scene.left.length;
			incidentObject(scene).store.isFull = true;
			const path = `/api/v1/incidents/${scene.incident()}/notes`;
			const { status } = await scene.answer(scene.world.edge.http("POST", path, { text: "looking" }, ADMIN));
			expect(status).toBeGreaterThanOrEqual(500);
			await scene.pass(90);
			expect(scene.left.length).toBe(before);
			incidentObject(scene).store.isFull = false;
			await scene.pass(65);
			expect(names(scene.left.slice(before))).toContain("bo");
		});
	});

	it("F15: a timeline that is full takes no further notes, and is acknowledged and resolved all the same", async () => {
		await play(TEAM, 17, async (scene) => {
			await declare(scene);
			const object = incidentObject(scene);
			const insert = "INSERT INTO events (seq, type, at, actor, data) VALUES (?, ?, ?, ?, ?)";
			const actor = JSON.stringify({ kind: "user", id: "usr_ana", name: "Ana" });
			const from = scene.events().length;
			for (let seq = from + 1; seq <= 10_000; seq++)
				object.store.run(insert, [
					seq,
					"note_added",
					scene.witness.now(),
					actor,
					JSON.stringify({ text: "…" }),
				]);
			object.die();
			const path = `/api/v1/incidents/${scene.incident()}`;
			const post = (method: string, what: string, body?: object) =>
				scene.answer(scene.world.edge.http(method, `${path}/${what}`, body, ADMIN));
			expect((await post("POST", "notes", { text: "one more" })).status).toBe(409);
			expect((await post("PUT", "acknowledgement")).status).toBe(200);
			expect((await post("PUT", "resolution", {})).status).toBe(200);
		});
	});

	it("F16: what the database refused is projected once it answers, and no page waits for it", async () => {
		const witness = await play(TEAM, 7, async (scene) => {
			quietPhones(scene);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			void scene.acts.alert("disk", "trigger");
			await scene.pass(70);
			expect(names(scene.left.filter(({ level }) => level === 1))).toContain("ana");
			expect(names(scene.left.filter(({ level }) => level === 2))).toEqual(["bo"]);
			scene.world.edge.weather.set("database", null);
			await scene.pass(90);
			const { body } = await get(scene, "incidents");
			expect((body as { items: unknown[] }).items).toHaveLength(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F16: an end that the database refused is told it later, and until then it is asked with pauses", async () => {
		const witness = await play(TEAM, 20, async (scene) => {
			const inDatabase = () => scene.world.edge.database.peek("SELECT state FROM incidents");
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			await scene.answer(scene.acts.alert("disk", "resolve"));
			await scene.pass(40);
			expect(scene.types()).toContain("resolved");
			expect(inDatabase()).toEqual([{ state: "triggered" }]);
			scene.world.edge.weather.set("database", null);
			await scene.pass(65);
			expect(inDatabase()).toEqual([{ state: "resolved" }]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F20: pages that waited for a backlog to clear are asked again, and those of acknowledged incidents are not sent", async () => {
		const witness = await play(EVERYBODY, 8, async (scene) => {
			scene.world.edge.weather.set("database", { slow: 1, slowMs: 6_000 });
			void scene.acts.alert("disk", "trigger");
			for (let i = 0; i < 100 && scene.witness.incidents.size === 0; i++) await scene.pass(0.05);
			const path = `/api/v1/incidents/${scene.incident()}/acknowledgement`;
			await scene.answer(scene.world.edge.http("PUT", path, undefined, ADMIN));
			const before = scene.left.length;
			await scene.pass(120);
			expect(scene.left.length).toBe(before);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("the switch outside that hears of us", () => {
	it("hears nothing while a part throws, and hears again once it does not", async () => {
		await play(TEAM, 21, async (scene) => {
			const { edge } = scene.world;
			const heard: number[] = [];
			const tell = edge.onDeparture;
			edge.onDeparture = (url, body) => {
				tell(url, body);
				if (new URL(url).host === "deadman.example.com") heard.push(edge.clock.now);
			};
			await declare(scene);
			await scene.pass(120);
			expect(heard.length).toBe(2);
			for (const object of edge.ofKind("INCIDENT")) object.failing = "a bug";
			await scene.pass(240);
			expect(heard.length).toBe(2);
			for (const object of edge.ofKind("INCIDENT")) object.failing = null;
			await scene.pass(120);
			expect(heard.length).toBe(4);
		});
	});
});

describe("channels and people", () => {
	it("F34: a webhook that is down does not keep the push of the same level waiting", async () => {
		const witness = await play(EVERYBODY, 9, async (scene) => {
			scene.people.modes.bo = "500";
			await declare(scene);
			const accepted = scene.events().filter(({ type }) => type === "page_accepted");
			expect(accepted.length).toBeGreaterThanOrEqual(2);
		});
		expect(witness.violations).toEqual([]);
	});

	it.each([
		[
			"a redirect",
			() => new Response("", { status: 302, headers: { location: "https://elsewhere.example.com/" } }),
		],
		["an answer without end", () => new Response("x".repeat(2_000_000), { status: 200 })],
		["silence", () => null],
	])(
		"F33: a webhook that answers with this is told as what it is, and not followed: %s",
		async (what, answer) => {
			const witness = await play(TEAM, 16, async (scene) => {
				quietPhones(scene);
				const seen: string[] = [];
				scene.world.edge.sites.set("hooks.example.com", () => answer());
				scene.world.edge.sites.set("elsewhere.example.com", () => {
					seen.push("followed");
					return new Response("", { status: 200 });
				});
				await declare(scene);
				await scene.pass(72);
				const types = scene
					.events()
					.filter(({ data }) => data.level === 2)
					.map(({ type }) => type);
				expect(types).toContain(what === "an answer without end" ? "page_accepted" : "page_failed");
				expect(seen).toEqual([]);
			});
			expect(witness.violations).toEqual([]);
		},
	);

	it("F39: an acknowledgement that comes after the tool's own resolve is told so, and changes nothing", async () => {
		const witness = await play(TEAM, 10, async (scene) => {
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(3);
			await scene.answer(scene.acts.alert("disk", "resolve"));
			await scene.pass(1);
			const seq = scene.events().length;
			await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
			expect(scene.people.answers.at(-1)?.body).toMatchObject({ result: "already_resolved" });
			expect(scene.events().length).toBe(seq);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F46: somebody deleted in the middle of an escalation is passed over at once", async () => {
		const shape: Shape = {
			...TEAM,
			name: "Ana, then the rotation",
			levels: [
				{ page: ["ana"], afterSeconds: 60 },
				{ page: ["schedule"], afterSeconds: 60 },
				{ page: ["ana"], afterSeconds: 60 },
			],
		};
		const witness = await play(shape, 11, async (scene) => {
			quietPhones(scene);
			await scene.answer(scene.acts.override("bo", 3_600));
			await declare(scene);
			const method = `users/${scene.world.users.bo}/contact-methods/${scene.world.methods.bo}`;
			await scene.answer(scene.world.edge.http("DELETE", `/api/v1/${method}`, undefined, ADMIN));
			await scene.pass(65);
			expect(scene.types()).toContain("level_empty");
			expect(names(scene.left)).toEqual(["ana", "ana"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F49: a phone with a wrong clock changes no order: its time is told beside the server's", async () => {
		const witness = await play(TEAM, 12, async (scene) => {
			await declare(scene);
			const headers = { authorization: `Bearer ${scene.left[0]!.token}` };
			const occurredAt = "2031-01-06T01:00:00.000Z";
			await scene.answer(
				scene.world.edge.http("POST", "/api/v1/page-actions/acknowledge", { occurredAt }, headers),
			);
			const event = scene.events().find(({ type }) => type === "acknowledged");
			expect(event?.at).toBeGreaterThan(Date.parse("2031-01-06T03:00:00Z"));
			expect(event?.data.occurredAt).toBe(occurredAt);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F29 F30: a push waits at the service until the next step, and replaces only pages of its own incident", async () => {
		await play(TEAM, 13, async (scene) => {
			const sent: Record<string, string>[] = [];
			const host = "fcm.googleapis.com";
			const take = scene.world.edge.sites.get(host)!;
			scene.world.edge.sites.set(host, (request, body) => {
				sent.push({ ttl: request.headers.get("ttl") ?? "", topic: request.headers.get("topic") ?? "" });
				return take(request, body);
			});
			await declare(scene);
			await declare(scene);
			expect(sent).toHaveLength(2);
			for (const { ttl } of sent) {
				expect(Number(ttl)).toBeGreaterThan(50);
				expect(Number(ttl)).toBeLessThanOrEqual(60);
			}
			expect(new Set(sent.map(({ topic }) => topic)).size).toBe(2);
			expect(sent.every(({ topic }) => /^[\w-]{1,32}$/.test(topic ?? ""))).toBe(true);
		});
	});
});

describe("a deploy in the middle", () => {
	it("F63: a Desk whose tables an earlier version made goes on where it was", async () => {
		const witness = await play(TEAM, 14, async (scene) => {
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(3);
			const desk = scene.world.edge.object("DESK", scene.world.ids.service);
			desk.store.all("ALTER TABLE keys RENAME COLUMN signal_order TO signal_at");
			desk.store.all("ALTER TABLE incidents DROP COLUMN quiet_until");
			scene.world.edge.kill();
			await scene.answer(scene.acts.alert("disk", "resolve"));
			await scene.pass(3);
			expect(scene.types()).toContain("resolved");
			await scene.answer(scene.acts.alert("queue", "trigger"));
			await scene.pass(3);
			expect(scene.witness.incidents.size).toBe(2);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F63: an escalation goes on after a deploy at its own time", async () => {
		const witness = await play(TEAM, 15, async (scene) => {
			quietPhones(scene);
			await declare(scene);
			await scene.pass(30);
			scene.world.edge.kill();
			await scene.pass(34);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

function queued(scene: Scene): boolean {
	return scene.witness.incidents.size > 0 && scene.types().includes("page_queued");
}

/** Requests that left and have no outcome yet. */
function underWay(scene: Scene): number {
	const types = scene.types();
	const count = (...wanted: string[]) => types.filter((type) => wanted.includes(type)).length;
	return count("page_attempted") - count("page_accepted", "page_failed");
}
