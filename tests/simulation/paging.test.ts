import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "Ana, then Bo, then Chidi",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
		{ page: ["chidi"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};
const ROTA: Shape = {
	...TEAM,
	name: "Ana, then whoever is on call",
	levels: [
		{ page: ["ana"], afterSeconds: 120 },
		{ page: ["schedule"], afterSeconds: 120 },
	],
};

const command = async (scene: Scene, method: string, path: string, body?: object) => {
	const answer = await scene.answer(
		scene.world.edge.http(method, `/api/v1/incidents/${scene.incident()}/${path}`, body, ADMIN),
	);
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
	return answer.body as { nextEscalation: { level: number; targets: { name: string }[] } | null };
};
const declare = async (scene: Scene, severity = "P2") => {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(2);
};
const tap = (scene: Scene, index: number, action: "acknowledge" | "escalate") =>
	scene.answer(scene.people.act("ana", scene.left[index]!.token, action));
const slowDatabase = (scene: Scene, ms: number) =>
	scene.world.edge.weather.set("database", { slow: 1, slowMs: ms });

describe("I cannot take it", () => {
	it("pages level 2 once and nobody else, however often it is said", async () => {
		const witness = await play(TEAM, 1, async (scene) => {
			await declare(scene);
			const twice = [tap(scene, 0, "escalate"), tap(scene, 0, "escalate")];
			await Promise.all(twice);
			await scene.pass(10);
			await tap(scene, 0, "escalate");
			await scene.pass(10);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("changes nothing when the ladder has gone on, or when somebody else has it", async () => {
		const witness = await play(TEAM, 2, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			scene.people.tempers.bo.receipts = false;
			await declare(scene);
			await scene.pass(61);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
			await tap(scene, 0, "escalate");
			await scene.pass(5);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
			await scene.answer(scene.people.act("bo", scene.left[1]!.token, "acknowledge"));
			await tap(scene, 0, "escalate");
			await scene.pass(200);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
			expect(scene.types()).not.toContain("unacknowledged");
		});
		expect(witness.violations).toEqual([]);
	});

	it("is not asked again of whoever said it", async () => {
		const witness = await play(
			{
				...TEAM,
				name: "slow ladder",
				levels: [
					{ page: ["ana"], afterSeconds: 600 },
					{ page: ["bo"], afterSeconds: 600 },
				],
			},
			3,
			async (scene) => {
				await declare(scene);
				await scene.pass(5);
				await tap(scene, 0, "escalate");
				await scene.pass(250);
				expect(names(scene.left).filter((name) => name === "ana")).toEqual(["ana"]);
			},
		);
		expect(witness.violations).toEqual([]);
	});

	it("pages level 2 and nobody else when two people ask for the next level in the same moment", async () => {
		for (let seed = 1; seed <= 15; seed++) {
			const witness = await play(TEAM, seed, async (scene) => {
				await declare(scene);
				slowDatabase(scene, 1_400);
				await Promise.all([
					command(scene, "POST", "escalations", {}),
					command(scene, "POST", "escalations", {}),
				]);
				await scene.pass(10);
				expect(names(scene.left), `seed ${seed}`).toEqual(["ana", "bo"]);
			});
			expect(witness.violations).toEqual([]);
		}
	});
});

describe("an acknowledgement", () => {
	it("F38: lets nothing leave after it, whatever was due in the same turn", async () => {
		for (let seed = 1; seed <= 25; seed++) {
			const witness = await play(TEAM, seed, async (scene) => {
				await declare(scene);
				// Level 2 and the repeat of level 1 come due while the database is slow.
				slowDatabase(scene, 4_000);
				await scene.pass(45 + seed / 2);
				const tapped = scene.people.act("ana", scene.left[0]!.token, "acknowledge");
				await scene.pass(30);
				await tapped;
			});
			expect(witness.violations, `seed ${seed}`).toEqual([]);
		}
	});
});

describe("a request that takes time to be made ready", () => {
	it("F38: does not leave when somebody acknowledged meanwhile", async () => {
		const witness = await play(TEAM, 24, async (scene) => {
			// The key that signs a push is asked of an object that answers late.
			scene.world.edge.ofKind("VAULT")[0]!.slowMs = 3_000;
			void scene.acts.declare("P2");
			for (let i = 0; i < 100 && scene.witness.incidents.size === 0; i++) await scene.pass(0.1);
			await command(scene, "PUT", "acknowledgement");
			await scene.pass(30);
			expect(names(scene.left)).toEqual([]);
			expect(scene.types()).not.toContain("page_attempted");
		});
		expect(witness.violations).toEqual([]);
	});

	it("is made ready anew when that takes too long", async () => {
		const witness = await play(TEAM, 26, async (scene) => {
			const [vault] = scene.world.edge.ofKind("VAULT");
			// The key that signs a push is asked of it.
			vault!.slowMs = 600_000;
			void scene.acts.declare("P2");
			scene.witness.trouble(10_000);
			await scene.pass(3);
			expect(scene.types()).toContain("page_queued");
			expect(names(scene.left)).toEqual([]);
			vault!.slowMs = 0;
			await scene.pass(15);
			expect(names(scene.left)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a step that is no longer due", () => {
	it("F43: does not end a snooze that was renewed a moment ago", async () => {
		const witness = await play(TEAM, 5, async (scene) => {
			await declare(scene);
			await command(scene, "PUT", "snooze", { seconds: 60 });
			await scene.pass(58);
			slowDatabase(scene, 6_000);
			await scene.pass(2.2);
			await command(scene, "PUT", "snooze", { seconds: 3_600 });
			await scene.pass(120);
			expect(scene.types()).not.toContain("acknowledgement_lapsed");
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages nobody for a severity that was lowered a moment ago", async () => {
		for (let seed = 1; seed <= 10; seed++) {
			const witness = await play(TEAM, seed, async (scene) => {
				slowDatabase(scene, 5_000);
				void scene.acts.declare("P1");
				for (let i = 0; i < 100 && scene.witness.incidents.size === 0; i++) await scene.pass(0.1);
				await command(scene, "PUT", "severity", { severity: "P4" });
				const before = scene.left.length;
				await scene.pass(300);
				expect(names(scene.left.slice(before)), `seed ${seed}`).toEqual([]);
			});
			expect(witness.violations, `seed ${seed}`).toEqual([]);
		}
	});

	it("does not repeat a page of an incident that became P4", async () => {
		const witness = await play(TEAM, 6, async (scene) => {
			await declare(scene);
			await scene.pass(5);
			await command(scene, "PUT", "severity", { severity: "P4" });
			await scene.pass(300);
			expect(names(scene.left)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("does not page a level that somebody asked for right before the incident became P4", async () => {
		const witness = await play(TEAM, 18, async (scene) => {
			await declare(scene);
			slowDatabase(scene, 4_000);
			void command(scene, "POST", "escalations", {}).catch(() => {});
			await scene.pass(0.3);
			await command(scene, "PUT", "severity", { severity: "P4" });
			scene.world.edge.weather.set("database", null);
			// Longer than anything late is excused.
			await scene.pass(200);
			expect(scene.types()).toContain("escalated");
			expect(names(scene.left)).toEqual(["ana"]);
			await command(scene, "PUT", "severity", { severity: "P2" });
			await scene.pass(10);
			expect(names(scene.left)).toEqual(["ana", "ana"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a request that fails after its incident became P4", () => {
	it("is told as failed, and not as one that will be tried again", async () => {
		const witness = await play(TEAM, 25, async (scene) => {
			scene.people.modes.ana = "503";
			scene.world.edge.weather.set("network", { slow: 1, slowMs: 6_000 });
			void scene.acts.declare("P2");
			for (let i = 0; i < 200 && scene.left.length === 0; i++) await scene.pass(0.05);
			scene.world.edge.weather.set("network", null);
			await command(scene, "PUT", "severity", { severity: "P4" });
			expect(scene.types()).not.toContain("page_failed");
			await scene.pass(10);
			const failed = scene.events().filter(({ type }) => type === "page_failed");
			expect(failed.map(({ data }) => data.retryAt)).toEqual([null]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("people who are called in", () => {
	const callIn = (scene: Scene, name: "bo" | "chidi") =>
		command(scene, "POST", "responders", { targets: [{ kind: "user", id: scene.world.users[name] }] });

	it("are paged a second time when they are called a second time", async () => {
		const witness = await play(TEAM, 7, async (scene) => {
			await declare(scene);
			await tap(scene, 0, "acknowledge");
			scene.people.tempers.bo.receipts = false;
			await callIn(scene, "bo");
			await scene.pass(5);
			await callIn(scene, "bo");
			await scene.pass(5);
			expect(names(scene.left)).toEqual(["ana", "bo", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("are not paged again once they have answered", async () => {
		const witness = await play(TEAM, 8, async (scene) => {
			await declare(scene);
			await tap(scene, 0, "acknowledge");
			await callIn(scene, "bo");
			await scene.pass(10);
			await scene.answer(scene.people.act("bo", scene.left[1]!.token, "acknowledge"));
			await scene.pass(300);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("are paged at the end of their own snooze, though they were called in before", async () => {
		const shape = {
			...TEAM,
			name: "with a long first level",
			levels: [{ page: ["bo" as const], afterSeconds: 600 }],
		};
		const witness = await play(shape, 9, async (scene) => {
			await declare(scene);
			const token = scene.left[0]!.token;
			await scene.answer(scene.people.act("bo", token, "acknowledge"));
			await callIn(scene, "chidi");
			await scene.pass(5);
			await command(scene, "PUT", "snooze", { seconds: 30 });
			await scene.pass(60);
			expect(scene.types()).toContain("acknowledgement_lapsed");
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a push service that asks to be tried again at once", () => {
	it.each([
		["Retry-After: 0", "at-once"],
		["a broken connection", "broken"],
	] as const)("F24: is tried at most six times in six seconds: %s", async (_what, mode) => {
		const witness = await play(TEAM, 10, async (scene) => {
			scene.people.modes.ana = mode;
			await declare(scene);
			await scene.pass(20);
			expect(scene.left.filter(({ name }) => name === "ana").length).toBeLessThanOrEqual(6);
			expect(scene.events().length).toBeLessThan(40);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F5: is not tried without a pause when sending itself breaks, and is tried again when it no longer does", async () => {
		await play(TEAM, 11, async (scene) => {
			const key = scene.world.edge.env.MASTER_KEY;
			scene.world.edge.env.MASTER_KEY = "";
			await declare(scene);
			const events = scene.world.edge.events;
			await scene.pass(20);
			expect(scene.world.edge.events - events).toBeLessThan(400);
			scene.world.edge.env.MASTER_KEY = key;
			await scene.pass(65);
			expect(names(scene.left)).toContain("ana");
		});
	});
});

describe("what is said of the next page", () => {
	it("names whom the ladder pages, after an override as well", async () => {
		const witness = await play(ROTA, 12, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			await declare(scene);
			await scene.answer(scene.acts.override("chidi", 3_600));
			await scene.pass(10);
			const { body } = await scene.answer(
				scene.world.edge.http("GET", `/api/v1/incidents/${scene.incident()}`, undefined, ADMIN),
			);
			const { nextEscalation } = body as { nextEscalation: { targets: { name: string }[] } };
			expect(nextEscalation.targets.map(({ name }) => name)).toEqual(["Chidi"]);
			const listed = await scene.answer(scene.world.edge.http("GET", "/api/v1/incidents", undefined, ADMIN));
			const [item] = (listed.body as { items: (typeof body & { nextEscalation: typeof nextEscalation })[] })
				.items;
			expect(item?.nextEscalation.targets.map(({ name }) => name)).toEqual(["Chidi"]);
			await scene.pass(120);
			expect(names(scene.left)).toEqual(["ana", "chidi"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("the next level", () => {
	it("is paged on time when the database says nothing", async () => {
		const witness = await play(TEAM, 27, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			await declare(scene);
			scene.world.edge.weather.set("database", { silent: 1 });
			await scene.pass(62);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is paged for whoever asks after an acknowledgement, though somebody asked right before it", async () => {
		const witness = await play(TEAM, 20, async (scene) => {
			await declare(scene);
			slowDatabase(scene, 4_000);
			void command(scene, "POST", "escalations", {}).catch(() => {});
			await scene.pass(0.3);
			await command(scene, "PUT", "acknowledgement");
			scene.world.edge.weather.set("database", null);
			await scene.pass(5);
			await command(scene, "POST", "escalations", {});
			await scene.pass(5);
			expect(scene.types().filter((type) => type === "escalated").length).toBeGreaterThanOrEqual(2);
			expect(names(scene.left)).toContain("bo");
		});
		expect(witness.violations).toEqual([]);
	});

	it("is level 2 for whoever asks right after declaring, and level 1 is not skipped", async () => {
		const witness = await play(TEAM, 21, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			await scene.answer(scene.acts.declare("P2"));
			await command(scene, "POST", "escalations", {});
			await scene.pass(5);
			expect(names(scene.left)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("an acknowledgement's lease", () => {
	it("is not prolonged by a phone that only says that a page arrived", async () => {
		const shape = { ...TEAM, name: "a short lease", service: { ackTimeoutSeconds: 100 } };
		const witness = await play(shape, 22, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			await declare(scene);
			const { token } = scene.left[0]!;
			await tap(scene, 0, "acknowledge");
			await scene.pass(90);
			await scene.answer(scene.people.act("ana", token, "receipt"));
			await scene.pass(15);
			expect(scene.types()).toContain("acknowledgement_lapsed");
		});
		expect(witness.violations).toEqual([]);
	});

	it("keeps the call of somebody who was called in, when it lapses before the call went out", async () => {
		const shape = { ...TEAM, name: "a short lease", service: { ackTimeoutSeconds: 100 } };
		const witness = await play(shape, 23, async (scene) => {
			await declare(scene);
			await tap(scene, 0, "acknowledge");
			await scene.pass(95);
			scene.people.modes.chidi = "503";
			await command(scene, "POST", "responders", {
				targets: [{ kind: "user", id: scene.world.users.chidi }],
			});
			await command(scene, "DELETE", "acknowledgement");
			await scene.pass(3);
			scene.people.modes.chidi = "accept";
			await scene.pass(40);
			expect(scene.people.arrived.map(({ name }) => name)).toContain("chidi");
		});
		expect(witness.violations).toEqual([]);
	});
});
