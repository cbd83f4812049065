import { describe, expect, it } from "vitest";
import { type ReceiverMode, Receivers } from "./receivers.ts";
import { names, play, type Scene } from "./scene.ts";
import type { Witness } from "./witness/witness.ts";
import { ADMIN, type Shape } from "./world.ts";

const RESTART = {
	mode: "automatic",
	timeoutSeconds: 20,
	verifySeconds: 20,
	beforePagingSeconds: 60,
	coolDownSeconds: 0,
	maxRuns: 1,
};
const SHOP: Shape = {
	name: "a shop that restarts itself",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
	remediations: [RESTART, { mode: "approve", timeoutSeconds: 10, verifySeconds: 10, maxRuns: 2 }],
};
const COOLING: Shape = {
	...SHOP,
	name: "a shop whose restart cools down",
	remediations: [{ ...RESTART, coolDownSeconds: 600, maxRunsPerHour: 2 }, ...SHOP.remediations!.slice(1)],
};
const HOURLY: Shape = {
	...SHOP,
	name: "a shop that restarts twice an hour",
	remediations: [
		RESTART,
		{ mode: "approve", verifySeconds: 0, coolDownSeconds: 0, maxRuns: 9, maxRunsPerHour: 2 },
	],
};

const remediated = (
	seed: number,
	mode: ReceiverMode,
	run: (scene: Scene, receivers: Receivers) => Promise<void>,
	shape = SHOP,
): Promise<Witness> =>
	play(shape, seed, async (scene) => {
		const receivers = new Receivers(scene.world.edge, () => scene.works(0, true));
		receivers.mode = mode;
		await run(scene, receivers);
	});
const declare = async (scene: Scene, severity: string) => {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(2);
};
const fails = async (scene: Scene, seconds = 40) => {
	scene.works(0, false);
	await scene.pass(seconds);
};
const finished = (scene: Scene, id?: string) =>
	scene.events(id).filter(({ type }) => type === "remediation_finished");
const call = (scene: Scene, method: string, path: string, body: unknown) =>
	scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
const run = (scene: Scene, which = 1, id = scene.incident()) =>
	call(scene, "POST", `incidents/${id}/remediation-runs`, { remediationId: scene.world.remediations[which] });
const triggeredAt = (scene: Scene) => scene.events()[0]!.at;

describe("a remediation before paging", () => {
	it("ends the incident with a note and pages nobody when the service works again", async () => {
		const witness = await remediated(1, "fixes", async (scene, receivers) => {
			await fails(scene, 60);
			expect(scene.left).toEqual([]);
			expect(finished(scene)[0]!.data).toMatchObject({ result: "recovered", message: "restarted" });
			const resolved = scene.events().find(({ type }) => type === "resolved")!;
			expect(resolved.data.note).toContain("ran before anyone was paged");
			expect(receivers.asked.length).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("lets a service that wants it be watched first", async () => {
		const watched: Shape = { ...SHOP, name: "a watched shop", service: { soakSeconds: 120 } };
		const witness = await remediated(
			21,
			"fixes",
			async (scene) => {
				await fails(scene, 60);
				expect(scene.left).toEqual([]);
				expect(scene.types()).toContain("soak_started");
				expect((await run(scene)).status).toBe(409);
				await scene.pass(180);
				expect(scene.types()).toContain("resolved");
			},
			watched,
		);
		expect(witness.violations).toEqual([]);
	});

	it.each<ReceiverMode>(["says-failed", "refuses"])(
		"pages at once and says so when the receiver %s",
		async (mode) => {
			const witness = await remediated(2, mode, async (scene) => {
				await fails(scene);
				expect(names(scene.left)).toEqual(["ana"]);
				expect(scene.left[0]!.at - triggeredAt(scene)).toBeLessThan(5_000);
				expect(scene.left[0]!.body).toContain("tried PRIVATE remediation 0, it failed");
				expect(finished(scene)[0]!.data).toMatchObject({ result: "failed", attempts: 1 });
			});
			expect(witness.violations).toEqual([]);
		},
	);

	it("pages when the checks still fail after the window", async () => {
		const witness = await remediated(3, "does-nothing", async (scene) => {
			await fails(scene, 60);
			expect(names(scene.left)).toEqual(["ana"]);
			const heldMs = scene.left[0]!.at - triggeredAt(scene);
			expect(heldMs).toBeGreaterThan(15_000);
			expect(heldMs).toBeLessThan(25_000);
			expect(finished(scene)[0]!.data).toMatchObject({ result: "not_recovered" });
			expect(finished(scene)[0]!.data.evidence).not.toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it.each<ReceiverMode>(["slow", "silent"])("pages after its time when the receiver is %s", async (mode) => {
		const witness = await remediated(4, mode, async (scene, receivers) => {
			await fails(scene, 60);
			expect(finished(scene).map(({ data }) => data.result)).toEqual(["late"]);
			expect(names(scene.left)).toEqual(["ana"]);
			expect(scene.left[0]!.at - triggeredAt(scene)).toBeLessThan(23_000);
			// What a slow receiver says afterwards changes nothing.
			await scene.pass(20);
			expect(finished(scene).length).toBe(1);
			expect(receivers.asked.length).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("asks a broken receiver three times with one identity, and pages then", async () => {
		const witness = await remediated(5, "breaks", async (scene, receivers) => {
			await fails(scene, 40);
			expect(receivers.asked.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
			expect(new Set(receivers.asked.map(({ runId }) => runId)).size).toBe(1);
			expect(names(scene.left)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("tells when the next page is due while one is held", async () => {
		const witness = await remediated(6, "silent", async (scene) => {
			await declare(scene, "P2");
			const { body } = await call(scene, "GET", `incidents/${scene.incident()}`, undefined);
			const { nextEscalation } = body as { nextEscalation: { at: string; level: number } };
			expect(nextEscalation.level).toBe(1);
			expect(Date.parse(nextEscalation.at) - triggeredAt(scene)).toBe(60_000);
			expect(scene.left).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("never holds a P1", async () => {
		const witness = await remediated(7, "silent", async (scene, receivers) => {
			await declare(scene, "P1");
			expect(names(scene.left)).toContain("ana");
			await scene.pass(2);
			expect(receivers.asked.length).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("stops holding when the severity is raised or somebody asks for the next level", async () => {
		for (const [method, path, body] of [
			["PUT", "severity", { severity: "P1" }],
			["POST", "escalations", {}],
		] as const) {
			const witness = await remediated(8, "silent", async (scene) => {
				await declare(scene, "P2");
				expect(scene.left).toEqual([]);
				await call(scene, method, `incidents/${scene.incident()}/${path}`, body);
				await scene.pass(2);
				expect(names(scene.left)).toContain("ana");
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it.each(["down", "silent", "slow"])("pages on time when the database is %s", async (how) => {
		const witness = await remediated(9, "fixes", async (scene) => {
			const trouble = { down: { lostRequest: 1 }, silent: { silent: 1 }, slow: { slow: 1, slowMs: 8_000 } };
			scene.world.edge.weather.set("database", trouble[how as "down"]);
			await fails(scene, 50);
			expect(names(scene.left)).toContain("ana");
			expect(scene.left[0]!.at - triggeredAt(scene)).toBeLessThan(3_000);
		});
		expect(witness.violations).toEqual([]);
	});

	it("leaves the incident to whoever acknowledged it meanwhile", async () => {
		const witness = await remediated(10, "fixes-late", async (scene) => {
			await declare(scene, "P2");
			await call(scene, "PUT", `incidents/${scene.incident()}/acknowledgement`, undefined);
			await scene.pass(40);
			expect(finished(scene)[0]!.data.result).toBe("recovered");
			expect(scene.types()).not.toContain("resolved");
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a run of a remediation", () => {
	it("ends on the timeline and sends no more when its incident is resolved meanwhile", async () => {
		const witness = await remediated(11, "breaks", async (scene, receivers) => {
			await declare(scene, "P2");
			await scene.pass(1);
			await call(scene, "PUT", `incidents/${scene.incident()}/resolution`, {
				overrideReason: "it is planned",
			});
			const asked = receivers.asked.length;
			await scene.pass(40);
			expect(receivers.asked.length).toBe(asked);
			expect(finished(scene).length).toBe(1);
			expect(scene.left).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("does not start when its incident was resolved while the ledger was asked", async () => {
		for (let seed = 0; seed < 5; seed++) {
			const witness = await remediated(170 + seed, "fixes", async (scene, receivers) => {
				void scene.acts.alert("disk", "trigger");
				while (scene.witness.incidents.size === 0) await scene.pass(0.002);
				scene.world.edge.weather.set("database", { slow: 1, slowMs: 1_200 });
				await scene.answer(scene.acts.alert("disk", "resolve"));
				await scene.pass(30);
				expect(scene.types()).not.toContain("remediation_started");
				expect(receivers.asked).toEqual([]);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("is told with its answer when the incident was resolved while its request was under way", async () => {
		const witness = await remediated(12, "fixes-late", async (scene) => {
			await declare(scene, "P2");
			await call(scene, "PUT", `incidents/${scene.incident()}/resolution`, {});
			await scene.pass(40);
			expect(scene.types().slice(-2)).toEqual(["remediation_answered", "remediation_finished"]);
			expect(finished(scene)[0]!.data).toMatchObject({ result: "unverified" });
		});
		expect(witness.violations).toEqual([]);
	});

	it("survives a kill in the middle as one run with bounded attempts", async () => {
		const witness = await remediated(13, "silent", async (scene, receivers) => {
			await declare(scene, "P2");
			for (let i = 0; i < 4; i++) {
				scene.world.edge.kill();
				await scene.pass(4);
			}
			await scene.pass(60);
			expect(new Set(receivers.asked.map(({ runId }) => runId)).size).toBe(1);
			expect(receivers.asked.length).toBeGreaterThan(1);
			expect(receivers.asked.length).toBeLessThanOrEqual(3);
			expect(finished(scene).length).toBe(1);
			expect(names(scene.left)).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it("is one run for two taps, and for a request that is repeated", async () => {
		const witness = await remediated(14, "silent", async (scene, receivers) => {
			await declare(scene, "P4");
			await scene.pass(60);
			const answers = await Promise.all([run(scene), run(scene)]);
			const again = await run(scene);
			expect([...answers, again].map(({ status }) => status)).toContain(200);
			await scene.pass(30);
			const own = receivers.asked.filter(({ path }) => path === "/1");
			expect(new Set(own.map(({ runId }) => runId)).size).toBe(1);
			expect(scene.types().filter((type) => type === "remediation_started").length).toBe(2);
		});
		expect(witness.violations).toEqual([]);
	});

	it("goes on once at a time in all incidents together", async () => {
		const witness = await remediated(15, "silent", async (scene) => {
			await declare(scene, "P4");
			await scene.pass(40);
			await declare(scene, "P4");
			await scene.pass(40);
			const [first, second] = [...scene.witness.incidents.keys()];
			expect((await run(scene, 1, first)).status).toBe(200);
			const refused = await run(scene, 1, second);
			expect(refused).toMatchObject({ status: 409, body: { detail: "It is running for another incident." } });
		});
		expect(witness.violations).toEqual([]);
	});

	it("is let in for one incident when two ask in the same moment", async () => {
		for (let seed = 0; seed < 6; seed++) {
			const witness = await remediated(150 + seed, "silent", async (scene) => {
				await declare(scene, "P4");
				await scene.pass(40);
				await declare(scene, "P4");
				await scene.pass(40);
				const [first, second] = [...scene.witness.incidents.keys()];
				const answers = await Promise.all([run(scene, 1, first), run(scene, 1, second)]);
				expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("keeps its cool-down and its runs per hour across incidents, and pages instead", async () => {
		const witness = await remediated(
			16,
			"says-failed",
			async (scene) => {
				await declare(scene, "P2");
				await scene.pass(10);
				await declare(scene, "P2");
				await scene.pass(10);
				const [, second] = [...scene.witness.incidents.keys()];
				expect(scene.types(second)).not.toContain("remediation_started");
				expect(scene.left.some(({ incidentId }) => incidentId === second)).toBe(true);
			},
			COOLING,
		);
		expect(witness.violations).toEqual([]);
	});

	it("runs so often in an hour, and again an hour later", async () => {
		const witness = await remediated(
			161,
			"does-nothing",
			async (scene) => {
				await declare(scene, "P4");
				await scene.pass(60);
				for (const status of [200, 200, 409]) {
					expect((await run(scene)).status).toBe(status);
					await scene.pass(10);
				}
				await scene.pass(3_600);
				expect((await run(scene)).status).toBe(200);
			},
			HOURLY,
		);
		expect(witness.violations).toEqual([]);
	});

	it("starts no more by itself after two failures, and does by hand", async () => {
		const witness = await remediated(17, "says-failed", async (scene) => {
			for (let i = 0; i < 3; i++) {
				await declare(scene, "P3");
				await scene.pass(20);
			}
			const started = [...scene.witness.incidents.keys()].map((id) =>
				scene.types(id).includes("remediation_started"),
			);
			expect(started).toEqual([true, true, false]);
			const [, , third] = [...scene.witness.incidents.keys()];
			expect((await run(scene, 0, third)).status).toBe(200);
		});
		expect(witness.violations).toEqual([]);
	});

	it("keeps its limit in one incident", async () => {
		const witness = await remediated(18, "does-nothing", async (scene) => {
			await declare(scene, "P4");
			await scene.pass(60);
			for (const status of [200, 200, 409]) {
				expect((await run(scene)).status).toBe(status);
				await scene.pass(320);
			}
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("the switch that stops all remediations", () => {
	it("keeps what starts by itself and by hand from starting, and pages at once", async () => {
		const witness = await remediated(19, "fixes", async (scene, receivers) => {
			await scene.answer(scene.acts.stopRemediations(true));
			await declare(scene, "P2");
			expect(names(scene.left)).toEqual(["ana"]);
			expect((await run(scene)).status).toBe(409);
			expect(receivers.asked).toEqual([]);
			await scene.answer(scene.acts.stopRemediations(false));
			expect((await run(scene)).status).toBe(200);
		});
		expect(witness.violations).toEqual([]);
	});

	it("stops a run that waits to ask again", async () => {
		const witness = await remediated(20, "breaks", async (scene, receivers) => {
			await declare(scene, "P2");
			await scene.pass(1);
			const asked = receivers.asked.length;
			expect(asked).toBe(2);
			await scene.answer(scene.acts.stopRemediations(true));
			await scene.pass(20);
			expect(receivers.asked.length).toBe(asked);
			expect(finished(scene)[0]!.data).toMatchObject({ reason: "Remediations were stopped." });
			expect(names(scene.left)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});
});
