import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop that is watched for five minutes",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 60 }],
	repeat: 5,
	service: { soakSeconds: 300, reopenWindowSeconds: 0 },
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
};
const NO_SOAK: Shape = { ...SHOP, name: "a shop that is not watched", service: { reopenWindowSeconds: 300 } };

const PATIENT: Shape = {
	...SHOP,
	name: "a shop whose monitor is patient",
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, failureThreshold: 3, recoveryThreshold: 1 }],
};

const smokeCheck = (name: string, timeoutSeconds: number) => ({
	...{ name, timeoutSeconds, request: { url: `https://shop.example.com/${name}` } },
});
const SLOW_SMOKE: Shape = {
	...NO_SOAK,
	name: "a shop with five slow smoke checks",
	service: { smokeChecks: ["a", "b", "c", "d", "e"].map((name) => smokeCheck(name, 6)) },
};

const view = async (scene: Scene) => {
	const path = `/api/v1/incidents/${scene.incident()}`;
	const answer = await scene.answer(scene.world.edge.http("GET", path, undefined, ADMIN));
	return answer.body as Record<string, unknown>;
};
const commands = async (scene: Scene, ...whats: Parameters<Scene["acts"]["command"]>[0][]) => {
	for (const what of whats) await scene.answer(scene.acts.command(what, 60, "bo"));
};
const goesDown = async (scene: Scene) => {
	scene.works(0, false);
	await scene.pass(40);
	expect(names(scene.left)).toContain("ana");
};
const publicly = (scene: Scene) => {
	const [publication] = scene.world.edge.ofKind("PUBLICATION");
	const [row] = publication!.store.peek("SELECT json FROM incidents");
	return JSON.parse(String(row?.json)) as {
		status: string;
		resolvedAt: number | null;
		updates: { message: string }[];
	};
};

describe("what works again", () => {
	it("is watched, pages nobody, and resolves by itself with what the checks saw", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await scene.pass(40);
			expect(await view(scene)).toMatchObject({ state: "triggered", status: "monitoring", epoch: 1 });
			expect(publicly(scene)).toMatchObject({ status: "monitoring", resolvedAt: null });
			const before = scene.left.length;
			await scene.pass(280);
			expect(scene.left.slice(before)).toEqual([]);
			await scene.pass(30);
			const end = scene.events().slice(-2);
			expect(end.map(({ type }) => type)).toEqual(["recovery_checked", "resolved"]);
			expect(end[0]!.data).toMatchObject({ result: "recovered" });
			expect(end[0]!.data.evidence).toHaveLength(3);
			expect(publicly(scene).resolvedAt).toEqual(end[1]!.at);
		});
		expect(witness.violations).toEqual([]);
	});

	it("and fails while it is watched is the same incident, a new epoch, and pages", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await scene.pass(100);
			const before = scene.left.length;
			scene.works(0, false);
			await scene.pass(40);
			expect(scene.witness.incidents.size).toBe(1);
			expect(await view(scene)).toMatchObject({ state: "triggered", epoch: 2, status: "investigating" });
			expect(names(scene.left.slice(before))).toContain("ana");
			expect(publicly(scene).updates.map(({ message }) => message)).toEqual([
				"We are looking into a problem with Checkout.",
				"Checkout works again. We are watching it.",
				"The problem with Checkout is not over yet. We are looking into it.",
			]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("by the word of a person is watched too, and a monitor that was down all along pages again", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await commands(scene, "resolve");
			expect(await view(scene)).toMatchObject({ state: "acknowledged", status: "monitoring" });
			scene.works(0, false);
			const before = scene.left.length;
			await scene.pass(90);
			expect(await view(scene)).toMatchObject({ state: "triggered", epoch: 2 });
			expect(names(scene.left.slice(before))).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it("fails in the very moment in which its watch ends: it is told once, and somebody is paged", async () => {
		for (let seed = 10; seed < 22; seed++) {
			const witness = await play(SHOP, seed, async (scene) => {
				await goesDown(scene);
				scene.works(0, true);
				await scene.pass(40);
				const until = Date.parse(String((await view(scene)).soakUntil));
				scene.slow.set("weur", 3_000);
				await scene.pass((until - scene.witness.now()) / 1_000 - 12 + seed - 10);
				const before = scene.left.length;
				scene.works(0, false);
				await scene.pass(100);
				expect(names(scene.left.slice(before)), `seed ${seed}`).toContain("ana");
				const open = [...scene.witness.incidents.values()].filter(({ state }) => state !== "resolved");
				expect(open).toHaveLength(1);
			});
			expect(witness.violations, `seed ${seed}`).toEqual([]);
		}
	});

	it("is not resolved while a quorum sees it fail, although its monitor waits for a third round", async () => {
		const witness = await play(PATIENT, 8, async (scene) => {
			scene.works(0, false);
			await scene.pass(110);
			scene.works(0, true);
			await scene.pass(40);
			const until = Date.parse(String((await view(scene)).soakUntil));
			await scene.pass((until - scene.witness.now()) / 1_000 - 1);
			scene.works(0, false);
			await scene.pass(130);
			expect(scene.types()).not.toContain("resolved");
			expect(await view(scene)).toMatchObject({ state: "triggered", epoch: 2 });
		});
		expect(witness.violations).toEqual([]);
	});

	it("resolves once although its alarm rings twice, late, or is lost", async () => {
		for (const how of ["twice", "late", "lost"] as const) {
			const witness = await play(SHOP, 4, async (scene) => {
				await goesDown(scene);
				scene.works(0, true);
				await scene.pass(40);
				scene.world.edge.alarmFault = () => how;
				await scene.pass(500);
				expect(scene.types().filter((type) => type === "resolved")).toEqual(["resolved"]);
			});
			expect(witness.violations, how).toEqual([]);
		}
	});

	it("resolves also when everything is killed while the last look is under way", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await scene.pass(40);
			scene.slow.set("weur", 4_000);
			const until = Date.parse(String((await view(scene)).soakUntil));
			await scene.pass((until - scene.witness.now()) / 1_000 + 2);
			expect(scene.types()).not.toContain("resolved");
			scene.world.edge.kill();
			await scene.pass(90);
			expect(scene.types().filter((type) => type === "resolved")).toEqual(["resolved"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is resolved early by a person who says so, and open again when a person says it is not over", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await scene.pass(40);
			await commands(scene, "resolve");
			expect(await view(scene)).toMatchObject({ status: "monitoring" });
			await commands(scene, "undo");
			expect(await view(scene)).toMatchObject({ state: "acknowledged", status: "triage", epoch: 1 });
			await commands(scene, "resolve", "resolve-at-once");
			expect(await view(scene)).toMatchObject({ state: "resolved", disposition: "real" });
			await commands(scene, "disposition");
			expect(await view(scene)).toMatchObject({ disposition: "noise" });
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a person who resolves", () => {
	it("can take it back for ten seconds: customers never hear of it, and nobody is paged", async () => {
		const witness = await play(NO_SOAK, 1, async (scene) => {
			await goesDown(scene);
			// Just after a round of checks: the next one, which ends the alert, comes after all of this.
			const sinceRound = scene.world.edge.clock.wall() - scene.events()[0]!.at;
			await scene.pass(31 - sinceRound / 1_000);
			scene.works(0, true);
			await scene.answer(scene.acts.resolveAs("bo", scene.incident()));
			expect(await view(scene)).toMatchObject({ state: "resolved", status: "resolved" });
			await scene.pass(8);
			expect(publicly(scene)).toMatchObject({ status: "investigating", resolvedAt: null });
			const before = scene.left.length;
			await commands(scene, "undo");
			expect(await view(scene)).toMatchObject({ state: "acknowledged", epoch: 2, undoUntil: null });
			await scene.pass(3);
			expect(publicly(scene).updates).toHaveLength(1);
			expect(scene.left.slice(before)).toEqual([]);
			expect(scene.types()).not.toContain("resolution_announced");
		});
		expect(witness.violations).toEqual([]);
	});

	it("is too late after that: customers were told, once, however often it is killed", async () => {
		const witness = await play(NO_SOAK, 2, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await scene.answer(scene.acts.resolveAs("bo", scene.incident()));
			for (let i = 0; i < 4; i++) {
				await scene.pass(4);
				scene.world.edge.kill();
			}
			await scene.pass(70);
			expect(scene.types().filter((type) => type === "resolution_announced")).toHaveLength(1);
			expect(publicly(scene).status).toBe("resolved");
			const path = `/api/v1/incidents/${scene.incident()}/resolution`;
			const late = await scene.answer(scene.world.edge.http("DELETE", path, undefined, ADMIN));
			expect(late.status).toBe(409);
		});
		expect(witness.violations).toEqual([]);
	});

	it("tells customers also when every alarm is lost: the minute tick does", async () => {
		const witness = await play(NO_SOAK, 3, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			scene.world.edge.alarmFault = () => {
				scene.witness.trouble();
				return "lost";
			};
			await scene.answer(scene.acts.resolveAs("bo", scene.incident()));
			await scene.pass(150);
			expect(publicly(scene).status).toBe("resolved");
		});
		expect(witness.violations).toEqual([]);
	});

	it("waits the longest time-out and 2 s at most, however many smoke checks answer slowly, and is told which had no turn", async () => {
		const witness = await play(SLOW_SMOKE, 4, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			scene.slow.set("weur", 3_000);
			const before = scene.witness.now();
			await commands(scene, "resolve");
			expect(scene.witness.now() - before).toBeLessThanOrEqual(8_000 + 500);
			const [checked] = scene.events().filter(({ type }) => type === "recovery_checked");
			expect(checked!.data).toMatchObject({ result: "incomplete", outOfTime: ["d", "e"] });
			expect(await view(scene)).toMatchObject({ state: "resolved" });
		});
		expect(witness.violations).toEqual([]);
	});

	it("has every smoke check tried when all answer quickly", async () => {
		const witness = await play(SLOW_SMOKE, 5, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			await commands(scene, "resolve");
			const [checked] = scene.events().filter(({ type }) => type === "recovery_checked");
			expect(checked!.data).toMatchObject({ result: "recovered" });
			expect(checked!.data).not.toHaveProperty("outOfTime");
		});
		expect(witness.violations).toEqual([]);
	});

	it("puts the last word to customers, who read it once it cannot be taken back", async () => {
		const witness = await play(NO_SOAK, 6, async (scene) => {
			await goesDown(scene);
			scene.works(0, true);
			const last = () => publicly(scene).updates.at(-1)?.message;
			const words = { publicMessage: "Payments work again. Nobody was charged twice." };
			await scene.answer(scene.acts.resolveAs("bo", scene.incident(), words));
			await scene.pass(8);
			expect(last()).toBe("We are looking into a problem with Checkout.");
			await commands(scene, "undo");
			await scene.pass(1);
			expect(publicly(scene).updates).toHaveLength(1);
			await scene.answer(scene.acts.resolveAs("bo", scene.incident(), words));
			scene.world.edge.kill();
			await scene.pass(20);
			expect(last()).toBe(words.publicMessage);
			await commands(scene, "reopen");
			await commands(scene, "resolve");
			await scene.pass(20);
			expect(publicly(scene).updates.map(({ message }) => message)).toEqual([
				"We are looking into a problem with Checkout.",
				words.publicMessage,
				"The problem with Checkout is back. We are looking into it.",
				"The problem with Checkout is resolved.",
			]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("overrides checks that fail: it is resolved at once, with the reason on the timeline", async () => {
		const witness = await play(SHOP, 7, async (scene) => {
			await goesDown(scene);
			await commands(scene, "resolve");
			expect(await view(scene)).toMatchObject({ state: "triggered" });
			await commands(scene, "override");
			expect(await view(scene)).toMatchObject({ state: "resolved", soakUntil: null });
			const [checked] = scene.events().filter(({ type }) => type === "recovery_checked");
			expect(checked!.data).toMatchObject({ result: "failing", overrideReason: expect.any(String) });
		});
		expect(witness.violations).toEqual([]);
	});
});
