import { describe, expect, it } from "vitest";
import { Dice } from "./edge/dice.ts";
import { play, type Scene } from "./scene.ts";
import { tellsOfAll } from "./witness/final.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop with several incidents",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

const HISTORIES = process.env.TOCSIN_SOAK ? 2_000 : 60;

const post = (scene: Scene, path: string, body?: object, method = "POST") =>
	scene.answer(scene.world.edge.http(method, `/api/v1/incidents/${path}`, body, ADMIN));
const merge = (scene: Scene, id: string, intoIncidentId: string) =>
	post(scene, `${id}/merges`, { intoIncidentId });
const view = async (scene: Scene, id: string) => {
	const answer = await post(scene, id, undefined, "GET");
	return answer.body as {
		state: string;
		severity: string;
		mergedInto: { id: string } | null;
		disposition: string | null;
	};
};
/** Ids of incidents that these alerts opened, in their order. */
const fire = async (scene: Scene, ...keys: string[]) => {
	for (const key of keys) {
		await scene.answer(scene.acts.alert(key, "trigger"));
		await scene.pass(3);
	}
	return [...scene.witness.incidents.keys()].slice(-keys.length) as [string, string, string];
};
const declare = async (scene: Scene, severity = "P2") => {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(3);
	return scene.acts.declared.at(-1)!;
};
const pagesOf = (scene: Scene, id: string) => scene.left.filter(({ incidentId }) => incidentId === id).length;

describe("some alerts of a merged incident", () => {
	it("go to one incident of their own, which pages, and ends when all of them are well", async () => {
		await play(SHOP, 1, async (scene) => {
			const [disk, queue, cert] = await fire(scene, "disk", "queue", "cert");
			for (const id of [queue, cert]) expect((await merge(scene, id, disk)).status).toBe(200);
			const integrationId = scene.world.ids.integration;
			const keys = ["queue", "cert"].map((dedupKey) => ({ dedupKey, integrationId }));
			const twice = await post(scene, `${disk}/splits`, { keys: [keys[0], keys[0]] });
			expect(twice.status).toBe(422);
			const all = [...keys, { dedupKey: "disk", integrationId }];
			expect((await post(scene, `${disk}/splits`, { keys: all })).status).toBe(409);
			const body = { keys, title: "The broker is down" };
			// Sent once more when the answer was lost: nothing else comes of it.
			for (const _ of [1, 2]) expect((await post(scene, `${disk}/splits`, body)).status).toBe(200);
			await scene.pass(3);
			expect(scene.witness.incidents.size).toBe(4);
			const out = [...scene.witness.incidents.keys()].at(-1) as string;
			expect(scene.types(out).filter((type) => type === "alert_received")).toHaveLength(2);
			expect(pagesOf(scene, out)).toBeGreaterThan(0);
			expect(scene.types(disk).filter((type) => type === "split_off")).toHaveLength(1);
			await scene.answer(scene.acts.alert("queue", "resolve"));
			await scene.pass(2);
			expect((await view(scene, out)).state).not.toBe("resolved");
			await scene.answer(scene.acts.alert("cert", "resolve"));
			await scene.pass(2);
			expect((await view(scene, out)).state).toBe("resolved");
			expect((await view(scene, disk)).state).not.toBe("resolved");
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
	});
});

describe("two incidents that are one problem", () => {
	it("become one: the alerts follow, the merged one pages nobody, and it ends when all are well", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			const answer = await merge(scene, queue, disk);
			expect(answer.status).toBe(200);
			expect(await view(scene, queue)).toMatchObject({
				...{ state: "resolved", disposition: "duplicate", mergedInto: { id: disk } },
			});
			const before = pagesOf(scene, queue);
			await scene.answer(scene.acts.alert("queue", "trigger"));
			await scene.pass(130);
			expect(pagesOf(scene, queue)).toBe(before);
			expect(scene.types(disk)).toContain("alert_received");
			await scene.answer(scene.acts.alert("disk", "resolve"));
			await scene.pass(2);
			expect((await view(scene, disk)).state).not.toBe("resolved");
			await scene.answer(scene.acts.alert("queue", "resolve"));
			await scene.pass(2);
			expect((await view(scene, disk)).state).toBe("resolved");
			expect(scene.witness.incidents.size).toBe(2);
			// What fires again belongs to the one that went on.
			await scene.answer(scene.acts.alert("queue", "trigger"));
			await scene.pass(2);
			expect((await view(scene, disk)).state).toBe("triggered");
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
		expect(witness.violations).toEqual([]);
	});

	it("are one however often it is asked, and whoever is killed in between", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			for (const fraction of [0.001, 0.05, 0.2])
				scene.world.edge.clock.plan(fraction * 1_000, "kill", () => scene.world.edge.kill());
			void scene.acts.on(queue, "POST", "merges", { intoIncidentId: disk });
			await scene.pass(20);
			const again = await merge(scene, queue, disk);
			expect(again.status).toBe(200);
			expect((await merge(scene, queue, disk)).status).toBe(200);
			expect(scene.types(disk).filter((type) => type === "merged_in")).toHaveLength(1);
			expect(scene.types(queue).filter((type) => type === "merged")).toHaveLength(1);
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
		expect(witness.violations).toEqual([]);
	});

	it("are one, also when the answers between the objects are lost", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			scene.world.edge.weather.set("rpc", { lostAnswer: 0.8 });
			scene.witness.trouble();
			// Whoever hears nothing asks again: an answer may also be lost before anything was begun.
			for (let press = 0; press < 3; press++) {
				void scene.acts.on(queue, "POST", "merges", { intoIncidentId: disk });
				await scene.pass(2);
			}
			scene.world.edge.weather.set("rpc", null);
			await scene.pass(140);
			expect(scene.types(disk).filter((type) => type === "merged_in")).toHaveLength(1);
			expect((await view(scene, queue)).mergedInto?.id).toBe(disk);
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
		expect(witness.violations).toEqual([]);
	});

	it("are not merged when one is over, itself, in a circle, or of another service: 409 says why", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			const [disk, queue, cert] = await fire(scene, "disk", "queue", "cert");
			const body = { serviceId: scene.world.ids.other, title: "Search" };
			const other = (await scene.answer(scene.world.edge.http("POST", "/api/v1/incidents", body, ADMIN)))
				.body as { id: string };
			expect((await merge(scene, disk, disk)).status).toBe(409);
			expect((await merge(scene, disk, other.id)).status).toBe(409);
			expect((await merge(scene, queue, disk)).status).toBe(200);
			expect((await merge(scene, disk, queue)).status).toBe(409);
			expect((await merge(scene, queue, cert)).status).toBe(409);
			expect((await post(scene, `${queue}/reopening`, { reason: "no" })).status).toBe(409);
			await post(scene, `${cert}/resolution`, {}, "PUT");
			expect((await merge(scene, disk, cert)).status).toBe(409);
			expect((await merge(scene, cert, disk)).status).toBe(409);
			const both = await Promise.all([merge(scene, disk, disk), merge(scene, queue, disk)]);
			expect(both.map(({ status }) => status)).toEqual([409, 200]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("keep the worse severity: what paged at once does not wait for the morning", async () => {
		const witness = await play(SHOP, 4, async (scene) => {
			const calm = await declare(scene, "P4");
			const bad = await declare(scene, "P1");
			await merge(scene, bad, calm);
			await scene.pass(5);
			expect(await view(scene, calm)).toMatchObject({ severity: "P1", state: "triggered" });
			expect(pagesOf(scene, calm)).toBeGreaterThan(0);
		});
		expect(witness.violations).toEqual([]);
	});

	it("lose no alert when the one that goes on is resolved at that moment", async () => {
		for (const delayMs of [0, 1, 2, 5, 10, 20]) {
			const witness = await play(SHOP, 5 + delayMs, async (scene) => {
				const [disk, queue] = await fire(scene, "disk", "queue");
				const merging = merge(scene, queue, disk);
				scene.world.edge.clock.plan(
					delayMs,
					"resolve",
					() => void scene.acts.resolveAs("ana", disk, { soak: false }),
				);
				await merging;
				await scene.pass(30);
				const [into, from] = [await view(scene, disk), await view(scene, queue)];
				// Somebody said that all of it is over, or the other goes on alone.
				const isToldOf = from.mergedInto === null ? from.state === "triggered" : into.state === "resolved";
				expect(isToldOf, `${delayMs} ms: ${JSON.stringify([into, from])}`).toBe(true);
				await scene.answer(scene.acts.alert("queue", "trigger"));
				await scene.pass(5);
				const all = [...scene.witness.incidents.values()];
				expect(all.some(({ state, alertKeys }) => state !== "resolved" && alertKeys.has("queue"))).toBe(true);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("lose no alert when the last alert of the one that goes on ends while it is told", async () => {
		for (const afterMs of [2_000, 3_000, 4_000, 5_000, 6_000, 7_000]) {
			const witness = await play(SHOP, 40, async (scene) => {
				const [disk, queue] = await fire(scene, "disk", "queue");
				scene.world.edge.weather.set("rpc", { slow: 1, slowMs: 2_000 });
				scene.witness.trouble();
				void scene.acts.on(queue, "POST", "merges", { intoIncidentId: disk });
				scene.world.edge.clock.plan(afterMs, "ends", () => void scene.acts.alert("disk", "resolve"));
				await scene.pass(20);
				scene.world.edge.weather.set("rpc", null);
				await scene.pass(140);
				const open = [...scene.witness.incidents.values()].filter(({ state }) => state !== "resolved");
				const told = `${afterMs} ms: ${scene.types(disk)} / ${scene.types(queue)}`;
				expect(
					open.some(({ alertKeys }) => alertKeys.has("queue")),
					told,
				).toBe(true);
				endsAgree(scene);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("are not promised to two incidents at once: the public would read of it in both", async () => {
		const witness = await play(SHOP, 41, async (scene) => {
			const [disk, queue, cert] = await fire(scene, "disk", "queue", "cert");
			scene.world.edge.weather.set("rpc", { slow: 1, slowMs: 1_000 });
			scene.witness.trouble();
			for (const into of [disk, cert]) void scene.acts.on(queue, "POST", "merges", { intoIncidentId: into });
			await scene.pass(20);
			scene.world.edge.weather.set("rpc", null);
			await scene.pass(140);
			expect((await view(scene, queue)).mergedInto).not.toBeNull();
			for (const id of [disk, cert]) expect(scene.types(id)).not.toContain("split_off");
			endsAgree(scene);
		});
		expect(witness.violations).toEqual([]);
	});

	it("are heard as they are now, not as they were before a merge and a split", async () => {
		let seed = 42;
		for (const pauseMs of [0, 0, 0, 1, 1, 500, 1_000, 2_000, 3_000]) {
			const witness = await play(SHOP, seed++, async (scene) => {
				const [disk, queue] = await fire(scene, "disk", "queue");
				scene.world.edge.weather.set("rpc", { slow: 0.5, slowMs: 3_000 });
				scene.witness.trouble();
				await scene.answer(scene.acts.on(queue, "POST", "merges", { intoIncidentId: disk }));
				await scene.pass(pauseMs / 1_000);
				void scene.acts.on(disk, "POST", "splits", { incidentId: queue });
				await scene.pass(30);
				scene.world.edge.weather.set("rpc", null);
				await scene.pass(140);
				const keys = await scene.answer(
					scene.world.edge.http(
						"GET",
						`/api/v1/services/${scene.world.ids.service}/alert-keys`,
						undefined,
						ADMIN,
					),
				);
				expect((keys.body as { items: object[] }).items).toMatchObject([
					{ dedupKey: "disk", incidentId: disk, state: "firing" },
					{ dedupKey: "queue", incidentId: queue, state: "firing" },
				]);
				endsAgree(scene);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("become two again: what was merged pages on its own, with its keys", async () => {
		const witness = await play(SHOP, 30, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			await merge(scene, queue, disk);
			const before = pagesOf(scene, queue);
			expect((await post(scene, `${disk}/splits`, { incidentId: queue })).status).toBe(200);
			expect((await post(scene, `${disk}/splits`, { incidentId: queue })).status).toBe(200);
			await scene.pass(5);
			expect(await view(scene, queue)).toMatchObject({
				state: "triggered",
				mergedInto: null,
				disposition: null,
			});
			expect(pagesOf(scene, queue)).toBeGreaterThan(before);
			expect(scene.types(queue).filter((type) => type === "reopened")).toHaveLength(1);
			await scene.answer(scene.acts.alert("queue", "resolve"));
			await scene.pass(5);
			expect((await view(scene, queue)).state).toBe("resolved");
			expect((await view(scene, disk)).state).not.toBe("resolved");
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
		expect(witness.violations).toEqual([]);
	});

	it("let one key go: it is an incident of its own, and the rest stays", async () => {
		const witness = await play(SHOP, 31, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			await merge(scene, queue, disk);
			const body = { dedupKey: "queue", integrationId: scene.world.ids.integration };
			expect((await post(scene, `${disk}/splits`, body)).status).toBe(200);
			await scene.pass(5);
			expect(scene.witness.incidents.size).toBe(3);
			const own = [...scene.witness.incidents.keys()].at(-1)!;
			expect(pagesOf(scene, own)).toBeGreaterThan(0);
			const left = { dedupKey: "disk", integrationId: scene.world.ids.integration };
			expect((await post(scene, `${disk}/splits`, left)).status).toBe(409);
			await scene.answer(scene.acts.alert("queue", "resolve"));
			await scene.pass(3);
			expect((await view(scene, own)).state).toBe("resolved");
			expect((await view(scene, disk)).state).not.toBe("resolved");
			await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
		});
		expect(witness.violations).toEqual([]);
	});

	it("keep the public thread: every word stays, in the one that goes on", async () => {
		const witness = await play(SHOP, 32, async (scene) => {
			const [disk, queue] = await fire(scene, "disk", "queue");
			const update = { audience: "public", status: "identified", message: "The queue is full." };
			await post(scene, `${queue}/updates`, update);
			await merge(scene, queue, disk);
			await scene.pass(5);
			const page = await scene.answer(
				scene.world.edge.http("GET", "/api/v2/incidents/unresolved.json", undefined),
			);
			const { incidents } = page.body as {
				incidents: { id: string; incident_updates: { body: string }[] }[];
			};
			expect(incidents).toHaveLength(1);
			expect(incidents[0]!.incident_updates.map(({ body }) => body)).toContain("The queue is full.");
			const old = await scene.answer(scene.world.edge.http("GET", `/incidents/${queue}`, undefined));
			expect(old.status).toBe(302);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("whatever people and tools do at the same time", () => {
	it("loses no alert, pages nobody after an acknowledgement, and keys follow their incidents", async () => {
		let merges = 0;
		for (let seed = 100; seed < 100 + HISTORIES; seed++) {
			const told: string[] = [];
			const witness = await play(SHOP, seed, (scene) => history(scene, seed, told));
			expect(witness.violations, `history ${seed}: ${told.join(", ")}`).toEqual([]);
			for (const { mergedKeys } of witness.incidents.values()) merges += mergedKeys.size;
		}
		expect(merges).toBeGreaterThan(HISTORIES / 4);
	});
});

const KEYS: [string, ...string[]] = ["disk", "queue", "cert", "cpu"];

/** A random history: several incidents, merged, split, answered, reopened and killed in any order, also at once. */
async function history(scene: Scene, seed: number, told: string[]): Promise<void> {
	const dice = new Dice();
	dice.reseed(seed);
	const { edge } = scene.world;
	const isTroubled = dice.hits(0.5);
	await fire(scene, ...KEYS.slice(0, dice.whole(2, 4)));
	for (let i = dice.whole(4, 14); i > 0; i--) {
		const all = [...scene.witness.incidents.keys()];
		// Whoever calls what is killed meanwhile may never be answered: nobody waits for it here.
		void randomAct(scene, dice, all, told);
		if (isTroubled && dice.hits(0.3)) edge.clock.plan(dice.whole(0, 200), "kill", () => edge.kill());
		await scene.pass(dice.hits(0.5) ? dice.between(0, 0.3) : dice.between(1, 4));
	}
	scene.witness.trouble();
	await scene.pass(180);
	await scene.answer(tellsOfAll(scene.world, scene.witness, scene.acts));
	endsAgree(scene);
}

function randomAct(scene: Scene, dice: Dice, all: string[], told: string[]): Promise<unknown> {
	const { acts } = scene;
	const what = dice.oneOf([
		"alert",
		"alert",
		"merge",
		"merge",
		"split",
		"split",
		"bulk",
		"resolve",
		"reopen",
	]);
	told.push(what);
	switch (what) {
		case "alert":
			return acts.alert(dice.oneOf(KEYS), dice.hits(0.6) ? "trigger" : "resolve");
		case "merge":
			return acts.merge(dice.whole(0, 1_000));
		case "split":
			return acts.split(dice.whole(0, 1_000));
		case "bulk":
			return Promise.all(all.map((id) => acts.on(id, "PUT", "acknowledgement")));
		case "resolve":
			return acts.on(anyOf(dice, all), "PUT", "resolution", {});
		default:
			return acts.on(anyOf(dice, all), "POST", "reopening", { reason: "again" });
	}
}

/** There is always one: every history begins with some. */
const anyOf = (dice: Dice, all: string[]): string => dice.oneOf(all as [string, ...string[]]);

/** What the Desk holds of merges is what the incidents hold. */
function endsAgree(scene: Scene): void {
	const [desk] = scene.world.edge.ofKind("DESK").filter(({ name }) => name === scene.world.ids.service);
	const rows = desk?.store.peek("SELECT id, open, merged_into FROM incidents") ?? [];
	for (const row of rows) {
		const record = scene.witness.incidents.get(String(row.id));
		if (!record) continue;
		const [knows, is] = [row.merged_into ?? null, record.mergedInto];
		if (knows !== is) scene.witness.accuse("keysFollow", `${row.id}: ${knows} at its Desk, ${is} by itself`);
		if ((row.open === 1) !== (record.state !== "resolved"))
			scene.witness.accuse(
				"keysFollow",
				`${row.id}: open ${row.open} at its Desk, ${record.state} by itself`,
			);
	}
	const keys = desk?.store.peek("SELECT dedup_key, incident_id FROM keys") ?? [];
	for (const key of keys)
		if (scene.witness.incidents.get(String(key.incident_id))?.mergedInto)
			scene.witness.accuse("keysFollow", `${key.dedup_key} belongs to a merged incident`);
	const counts = desk?.store.peek(
		`SELECT incidents.id, incidents.firing, (SELECT COALESCE(SUM(k.firing), 0) FROM keys k
		WHERE k.incident_id = incidents.id AND k.round = incidents.round) AS sum FROM incidents WHERE open = 1`,
	);
	for (const { id, firing, sum } of counts ?? [])
		if (firing !== sum) scene.witness.accuse("keysFollow", `${id}: ${firing} are on, its keys say ${sum}`);
}
