import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "one monitor, every 30 s",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
};
const MINUTE = 60;

const call = async (scene: Scene, method: string, path: string, body?: object) => {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
	return answer.body as Record<string, unknown>;
};
const resolve = (scene: Scene, body: object = {}) =>
	call(scene, "PUT", `incidents/${scene.incident()}/resolution`, body);
const states = (scene: Scene) => [...scene.witness.incidents.values()].map(({ state }) => state);
const deskOf = (scene: Scene) => scene.world.edge.object("DESK", scene.world.ids.service);

describe("signals of one outage", () => {
	it("are taken in order: a recovery waits for its outage, and nobody is paged for a healthy service", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			scene.works(0, false);
			deskOf(scene).failing = "the desk is not there";
			await scene.pass(31);
			// The outage was refused and waits for its next try; now the desk is back, and so is the service.
			await scene.pass(35);
			deskOf(scene).failing = null;
			scene.works(0, true);
			await scene.pass(5 * MINUTE);
			expect(states(scene).filter((state) => state !== "resolved")).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("are offered until they are taken: a recovery that its desk refused ends the incident later", async () => {
		const witness = await play(SHOP, 17, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			scene.works(0, false);
			await scene.pass(40);
			deskOf(scene).failing = "the desk is not there";
			scene.works(0, true);
			await scene.pass(40);
			expect(states(scene)).toEqual(["triggered"]);
			deskOf(scene).failing = null;
			await scene.pass(MINUTE);
			expect(states(scene)).toEqual(["resolved"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("count once: an outage that its desk heard late, and again, opens nothing that somebody resolved between", async () => {
		const witness = await play(SHOP, 18, async (scene) => {
			scene.works(0, false);
			// Longer than it is waited for: it is offered again before the first offer arrives.
			deskOf(scene).slowMs = 12_000;
			for (let i = 0; i < 80 && scene.witness.incidents.size === 0; i++) await scene.pass(1);
			deskOf(scene).slowMs = 0;
			await resolve(scene, { overrideReason: "the check is wrong" });
			await scene.pass(40);
			expect(scene.types()).not.toContain("reopened");
		});
		expect(witness.violations).toEqual([]);
	});

	it("end their incident also when the outage was offered to it again, late", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			await resolve(scene, { overrideReason: "the check is wrong" });
			scene.works(0, true);
			await scene.pass(MINUTE);
			scene.works(0, false);
			// The incident has resolved and its desk does not know yet: the new outage is offered again.
			await scene.pass(2 * MINUTE);
			scene.works(0, true);
			await scene.pass(3 * MINUTE);
			expect(states(scene)).toEqual(["resolved"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a monitor that is down", () => {
	it("is never silent: resolved by hand in a lucky moment, it pages again", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			expect(names(scene.left)).toContain("ana");
			scene.works(0, true);
			await resolve(scene);
			scene.works(0, false);
			const before = scene.left.length;
			await scene.pass(70);
			expect(scene.types()).toContain("reopened");
			expect(names(scene.left.slice(before))).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it.each([
		["at once", 0],
		["as soon as its watch is there", MINUTE],
	])(
		"is never silent: long failing and acknowledged, then resolved, it pages again %s",
		async (_when, awayFor) => {
			const witness = await play(SHOP, 8, async (scene) => {
				scene.works(0, false);
				await scene.pass(40);
				await call(scene, "PUT", `incidents/${scene.incident()}/acknowledgement`, {});
				await scene.pass(20 * MINUTE);
				const watch = scene.world.edge.object("WATCH", "slice-1");
				scene.works(0, true);
				// For an instant, in which nothing is checked: the resolve is not refused.
				if (awayFor > 0) watch.failing = "the watch is not there";
				await resolve(scene);
				scene.works(0, false);
				await scene.pass(awayFor);
				watch.failing = null;
				scene.witness.trouble();
				const before = scene.left.length;
				await scene.pass(70);
				expect(names(scene.left.slice(before))).toContain("ana");
			});
			expect(witness.violations).toEqual([]);
		},
	);

	it("is never silent: resolved while its watch was being told that somebody has it, it pages again", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			const { calls } = scene.world.edge.counts;
			const asked = () => calls["DESK.hearings"] ?? 0;
			const before = asked();
			deskOf(scene).slowBackMs = 4_000;
			while (asked() === before) await scene.pass(0.1);
			deskOf(scene).slowBackMs = 0;
			scene.works(0, true);
			await resolve(scene);
			scene.works(0, false);
			const pages = scene.left.length;
			await scene.pass(70);
			expect(names(scene.left.slice(pages))).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it("waits after a resolve that overrode it, until the reopen window has passed", async () => {
		const witness = await play(SHOP, 4, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			await resolve(scene, { overrideReason: "the check is wrong" });
			await scene.pass(4 * MINUTE);
			expect(scene.types()).not.toContain("reopened");
			await scene.pass(3 * MINUTE);
			expect(states(scene)).toContain("triggered");
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages at once after an override when it was up once and fails again", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			await resolve(scene, { overrideReason: "the check is wrong" });
			scene.works(0, true);
			await scene.pass(40);
			scene.works(0, false);
			await scene.pass(40);
			expect(states(scene)).toContain("triggered");
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages again after it was paused and resumed, when its incident was resolved meanwhile", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			scene.works(0, false);
			await scene.pass(40);
			await scene.answer(scene.acts.monitor("pause", 0));
			await resolve(scene);
			await scene.pass(MINUTE);
			await scene.answer(scene.acts.monitor("resume", 0));
			await scene.pass(90);
			expect(states(scene)).toContain("triggered");
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages again by itself when its pause ends, though its incident was resolved and no minute tick comes", async () => {
		const witness = await play(SHOP, 8, async (scene) => {
			const id = scene.world.monitors[0] ?? "";
			scene.works(0, false);
			await scene.pass(40);
			const pausedUntil = new Date(scene.world.edge.clock.wall() + 300_000).toISOString();
			scene.witness.monitors.touched(id);
			await call(scene, "PATCH", `monitors/${id}`, { paused: true, pausedUntil });
			await resolve(scene);
			scene.stopTicks();
			const leftMs = Date.parse(pausedUntil) - scene.world.edge.clock.wall();
			await scene.pass(Math.floor(leftMs / 1_000) - 1);
			expect(states(scene)).not.toContain("triggered");
			scene.witness.monitors.touched(id);
			await scene.pass(90);
			expect(states(scene)).toContain("triggered");
		});
		expect(witness.violations).toEqual([]);
	});

	it.each(["delete", "move"] as const)(
		"ends its alert with the reason when somebody does this to it: %s",
		async (what) => {
			const witness = await play(SHOP, 7, async (scene) => {
				scene.works(0, false);
				await scene.pass(40);
				await scene.answer(scene.acts.monitor(what, 0));
				await scene.pass(20);
				const [first] = [...scene.witness.incidents.values()];
				expect(first?.state).toBe("resolved");
				const end = scene.events(first!.id).find(({ type }) => type === "alert_resolved");
				expect(String(end?.data.reason)).toMatch(what === "delete" ? /deleted/ : /another service/);
				await scene.pass(2 * MINUTE);
				const open = states(scene).filter((state) => state !== "resolved");
				expect(open).toHaveLength(what === "delete" ? 0 : 1);
			});
			expect(witness.violations).toEqual([]);
		},
	);
});

describe("one slow region of three", () => {
	it("does not make the monitor change its mind", async () => {
		const fast = {
			...SHOP,
			name: "fast",
			monitors: [{ ...SHOP.monitors[0], expect: { latencyBelowMs: 1_000 } }],
		};
		await play(fast, 8, async (scene) => {
			scene.slow.set("weur", 1_500);
			await scene.pass(60 * MINUTE);
			const watch = scene.world.edge.ofKind("WATCH")[0]!;
			const changes = watch.store.peek("SELECT state FROM changes WHERE monitor_id = ?", [
				scene.world.monitors[0]!,
			]);
			expect(changes.map(({ state }) => state)).toEqual(["pending", "up"]);
		});
	});

	it("leaves the other verdict to a quorum: two slow regions of three are degraded", async () => {
		const fast = {
			...SHOP,
			name: "fast",
			monitors: [{ ...SHOP.monitors[0], expect: { latencyBelowMs: 1_000 } }],
		};
		await play(fast, 9, async (scene) => {
			scene.slow.set("weur", 1_500).set("enam", 1_500);
			await scene.pass(30 * MINUTE);
			const watch = scene.world.edge.ofKind("WATCH")[0]!;
			const changes = watch.store.peek("SELECT state FROM changes WHERE monitor_id = ?", [
				scene.world.monitors[0]!,
			]);
			expect(changes.map(({ state }) => state)).toEqual(["pending", "up", "degraded"]);
		});
	});
});

describe("a problem that flaps", () => {
	const pagesOf = (scene: Scene) =>
		new Set(scene.left.filter(({ name }) => name === "ana").map(({ pageId }) => pageId)).size;

	it("F58: is one incident and few pages, when an alert fires and ends 35 times in 70 s", async () => {
		const witness = await play(SHOP, 10, async (scene) => {
			for (let i = 0; i < 35; i++) {
				await scene.answer(scene.acts.alert("disk", "trigger"));
				await scene.pass(1);
				await scene.answer(scene.acts.alert("disk", "resolve"));
				await scene.pass(1);
			}
			expect(scene.witness.incidents.size).toBe(1);
			expect(pagesOf(scene)).toBeLessThanOrEqual(2);
			const { flapping } = await call(scene, "GET", `incidents/${scene.incident()}`);
			expect(flapping).toBe(true);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F58: pages at most once in 15 minutes while a monitor goes up and down each minute for two hours", async () => {
		const witness = await play(SHOP, 11, async (scene) => {
			for (let minute = 0; minute < 120; minute++) {
				scene.works(0, minute % 2 === 1);
				await scene.pass(MINUTE);
			}
			expect(scene.witness.incidents.size).toBe(1);
			expect(pagesOf(scene)).toBeLessThanOrEqual(120 / 15 + 1);
			expect(pagesOf(scene)).toBeGreaterThan(3);
			expect(scene.left.at(-1)?.body).toContain("flapping");
		});
		expect(witness.violations).toEqual([]);
	});

	it("F58: is not paged for again by a request that was under way when it began to work", async () => {
		const witness = await play(SHOP, 19, async (scene) => {
			for (const action of ["trigger", "resolve", "trigger", "resolve", "trigger"] as const) {
				await scene.answer(scene.acts.alert("disk", action));
				await scene.pass(5);
			}
			expect(scene.types()).toContain("flapping_started");
			scene.people.modes.ana = "silent";
			const before = scene.left.length;
			for (let i = 0; i < 200 && scene.left.length === before; i++) await scene.pass(5);
			await scene.answer(scene.acts.alert("disk", "resolve"));
			scene.people.modes.ana = "accept";
			const underWay = scene.left.length;
			expect(underWay).toBeGreaterThan(before);
			await scene.pass(MINUTE);
			expect(scene.left.length).toBe(underWay);
		});
		expect(witness.violations).toEqual([]);
	});

	it("F58: is calm again, and over, after 15 minutes without a failure", async () => {
		const witness = await play(SHOP, 12, async (scene) => {
			for (let i = 0; i < 6; i++) {
				scene.works(0, i % 2 === 1);
				await scene.pass(MINUTE);
			}
			expect(states(scene)).toEqual(["triggered"]);
			const pages = pagesOf(scene);
			await scene.pass(14 * MINUTE);
			expect(states(scene)).toEqual(["triggered"]);
			await scene.pass(2 * MINUTE);
			expect(states(scene)).toEqual(["resolved"]);
			expect(scene.types()).toContain("flapping_ended");
			expect(pagesOf(scene)).toBe(pages);
		});
		expect(witness.violations).toEqual([]);
	});

	it("ends also when its tool says each minute that all is well", async () => {
		const witness = await play(SHOP, 15, async (scene) => {
			for (let i = 0; i < 3; i++) {
				await scene.answer(scene.acts.alert("disk", "trigger"));
				await scene.pass(5);
				await scene.answer(scene.acts.alert("disk", "resolve"));
				await scene.pass(5);
			}
			const events = scene.events().length;
			for (let minute = 0; minute < 16; minute++) {
				await scene.answer(scene.acts.alert("disk", "resolve"));
				await scene.pass(MINUTE);
			}
			expect(states(scene)).toEqual(["resolved"]);
			expect(scene.events().length - events).toBeLessThan(6);
		});
		expect(witness.violations).toEqual([]);
	});

	it("has its ladder's own pace again once it fails for 15 minutes without a pause", async () => {
		const two: Shape = {
			...SHOP,
			name: "two levels",
			levels: [
				{ page: ["ana"], afterSeconds: 60 },
				{ page: ["bo"], afterSeconds: 60 },
			],
		};
		const witness = await play(two, 16, async (scene) => {
			for (let i = 0; i < 6; i++) {
				scene.works(0, i % 2 === 1);
				await scene.pass(MINUTE);
			}
			scene.works(0, false);
			await scene.pass(20 * MINUTE);
			const after = scene.left.length;
			await scene.pass(15 * MINUTE);
			expect(scene.types()).toContain("exhausted");
			expect(scene.left.length).toBeGreaterThan(after);
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages at once for a problem that a person ended and that came back", async () => {
		const witness = await play(SHOP, 13, async (scene) => {
			for (let i = 0; i < 3; i++) {
				await scene.answer(scene.acts.alert("disk", "trigger"));
				await scene.pass(5);
				const pages = pagesOf(scene);
				expect(pages).toBe(i + 1);
				await resolve(scene, { note: "emptied the disk" });
				await scene.pass(5);
			}
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("public words", () => {
	it("say that all works while the checks go on, also without the minute tick", async () => {
		const witness = await play(SHOP, 15, async (scene) => {
			const badge = async () => {
				const answer = await scene.answer(scene.world.edge.http("GET", "/badge.json", undefined));
				return (answer.body as { message: string }).message;
			};
			await scene.pass(2 * MINUTE);
			expect(await badge()).toBe("operational");
			scene.stopTicks();
			await scene.pass(5 * MINUTE);
			expect(await badge()).toBe("operational");
		});
		expect(witness.violations).toEqual([]);
	});

	it("stay said when an incident is opened again", async () => {
		const witness = await play(SHOP, 14, async (scene) => {
			const thread = () => {
				const [publication] = scene.world.edge.ofKind("PUBLICATION");
				const [row] = publication!.store.peek("SELECT json FROM incidents");
				const { updates } = JSON.parse(String(row?.json)) as { updates: { id: string; message: string }[] };
				return updates;
			};
			scene.works(0, false);
			await scene.pass(40);
			scene.works(0, true);
			await scene.pass(40);
			const said = thread();
			expect(said.map(({ message }) => message).join(" ")).toContain("is resolved");
			scene.works(0, false);
			await scene.pass(40);
			expect(thread()).toEqual(expect.arrayContaining(said));
			await call(scene, "POST", `incidents/${scene.incident()}/updates`, {
				audience: "public",
				status: "identified",
				message: "We found the cause.",
			});
			scene.works(0, true);
			await scene.pass(40);
			const resolved = thread();
			await call(scene, "POST", `incidents/${scene.incident()}/updates`, {
				audience: "public",
				status: "resolved",
				message: "A disk was full.",
			});
			await scene.pass(5);
			expect(thread()).toEqual(expect.arrayContaining(resolved));
		});
		expect(witness.violations).toEqual([]);
	});
});
