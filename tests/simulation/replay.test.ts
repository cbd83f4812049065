import { describe, expect, it } from "vitest";
import { play } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a night that is looked at again",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 45 },
		{ page: ["bo"], afterSeconds: 60 },
		{ page: ["team"], afterSeconds: 90 },
	],
	repeat: 1,
	service: { ackTimeoutSeconds: 240 },
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};

const INSTANTS = 200;

describe("an incident, replayed", () => {
	it("stands at any instant as the API answered then", async () => {
		const seen: { at: number; body: unknown }[] = [];
		await play(TEAM, 11, async (scene) => {
			const { world, acts } = scene;
			const read = async (path: string) => scene.answer(world.edge.http("GET", path, undefined, ADMIN));
			await scene.answer(acts.declare("P2"));
			await scene.pass(2);
			const path = `/api/v1/incidents/${scene.incident()}`;
			const commands = [
				"raise",
				"acknowledge",
				"note",
				"update",
				"snooze",
				"unacknowledge",
				"escalate",
			] as const;
			for (let i = 0; i < 2_000 && seen.length < INSTANTS; i++) {
				if (i % 9 === 0) void acts.command(commands[(i / 9) % commands.length]!, 60, "ana");
				await scene.pass(world.edge.dice.between(0.3, 20));
				const at = world.edge.clock.wall();
				const versionThen = scene.events().at(-1)!.seq;
				const { body } = await read(path);
				// An answer that something happened beside belongs to no single instant.
				if ((body as { version: number }).version === versionThen) seen.push({ at, body });
			}
			for (const { at, body } of seen) {
				const answer = await read(`${path}/replay?at=${new Date(at).toISOString()}`);
				expect(answer.body, new Date(at).toISOString()).toEqual(body);
			}
			const before = await read(`${path}/replay?at=${new Date(TEAM.startAt - 1_000).toISOString()}`);
			expect(before.status).toBe(404);
		});
		expect(seen.length).toBe(INSTANTS);
		const states = new Set(seen.map(({ body }) => (body as { state: string }).state));
		expect(states.size).toBeGreaterThan(1);
	});
});
