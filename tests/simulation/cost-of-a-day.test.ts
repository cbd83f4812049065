/** What an incident costs that is open and acknowledged, in the units that the platform bills and bounds. */
import { beforeAll, describe, expect, it } from "vitest";

import { type Left, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const HOURS = 6;
const QUIET: Shape = {
	name: "Ana takes it, and it stays open",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: { ackTimeoutSeconds: 0 },
	monitors: [{}],
	webhookMethods: [],
};

async function declareAndTake(scene: Scene): Promise<void> {
	const { edge, ids } = scene.world;
	const body = { serviceId: ids.service, title: "Payments fail" };
	await scene.answer(edge.http("POST", "/api/v1/incidents", body, ADMIN));
	await scene.pass(20);
	await scene.answer(command(scene, "PUT"));
}

const command = (scene: Scene, method: "PUT" | "DELETE") =>
	scene.world.edge.http(method, `/api/v1/incidents/${scene.incident()}/acknowledgement`, {}, ADMIN);

async function hoursOf(scene: Scene) {
	const { edge } = scene.world;
	// The public update that is due by itself, and what follows from it, is over by then.
	await scene.pass(7_200);
	edge.forgetCounts();
	await scene.pass(HOURS * 3_600);
	return structuredClone(edge.counts);
}

/** What as many hours cost without an incident. */
let without = 0;
beforeAll(async () => {
	await play(QUIET, 1, async (scene) => {
		const { requests, alarms } = await hoursOf(scene);
		without = requests + alarms;
	});
}, 120_000);

describe("an incident that is acknowledged and stays open", () => {
	it("costs 200 requests of objects a day at most, alarms included", async () => {
		const witness = await play(QUIET, 1, async (scene) => {
			await declareAndTake(scene);
			const { requests, alarms, calls } = await hoursOf(scene);
			const aDay = ((requests + alarms - without) * 24) / HOURS;
			console.info(`a day of an acknowledged incident: ${aDay} requests, ${JSON.stringify(calls)}`);
			expect(calls["INCIDENT.tick"]).toBeGreaterThan(0);
			expect(aDay).toBeLessThanOrEqual(200);
		});
		expect(witness.violations).toEqual([]);
	}, 120_000);

	it("is found by the next tick when it is given back and its alarm is lost", async () => {
		const witness = await play(QUIET, 1, async (scene) => {
			await declareAndTake(scene);
			await scene.pass(300);
			const before = scene.left.length;
			const object = scene.world.edge.object("INCIDENT", scene.incident());
			scene.world.edge.alarmFault = () => "lost";
			command(scene, "DELETE").catch(() => {});
			while (!scene.types().includes("unacknowledged")) await scene.pass(0.001);
			object.die();
			object.alarm.lose();
			scene.witness.trouble();
			await scene.pass(65);
			expect(scene.left.slice(before).map(({ name }: Left) => name)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("an incident whose monitor goes on failing", () => {
	it("costs 200 requests of objects a day at most, its checks and all alarms included", async () => {
		const witness = await play(QUIET, 1, async (scene) => {
			await scene.pass(100);
			scene.works(0, false);
			await scene.pass(60);
			await scene.answer(command(scene, "PUT"));
			const { requests, alarms, calls } = await hoursOf(scene);
			const aDay = ((requests + alarms - without) * 24) / HOURS;
			console.info(`a day of one whose monitor fails: ${aDay} requests, ${JSON.stringify(calls)}`);
			expect(calls["DESK.hearings"]).toBeGreaterThan(0);
			expect(aDay).toBeLessThanOrEqual(200);
		});
		expect(witness.violations).toEqual([]);
	}, 120_000);
});

describe("a tick at an open incident", () => {
	it("writes nothing while nothing is due and the alarm is right", async () => {
		await play(QUIET, 1, async (scene) => {
			const { edge, ids } = scene.world;
			const body = { serviceId: ids.service, title: "Payments fail" };
			await scene.answer(edge.http("POST", "/api/v1/incidents", body, ADMIN));
			await scene.pass(100);
			const object = edge.object("INCIDENT", scene.incident());
			const storedAt = object.alarm.storedAt;
			edge.forgetCounts();
			const answer = await scene.answer(object.call("tick", []));
			expect(answer).toEqual({ state: "open", rest: null });
			expect(edge.counts.objects.written).toBe(0);
			expect(object.alarm.storedAt).toBe(storedAt);
		});
	});

	it("sets an alarm anew that is not there", async () => {
		await play(QUIET, 1, async (scene) => {
			const { edge, ids } = scene.world;
			const body = { serviceId: ids.service, title: "Payments fail" };
			await scene.answer(edge.http("POST", "/api/v1/incidents", body, ADMIN));
			await scene.pass(100);
			const object = edge.object("INCIDENT", scene.incident());
			object.alarm.remove();
			await scene.answer(object.call("tick", []));
			expect(object.alarm.storedAt).not.toBeNull();
		});
	});
});
