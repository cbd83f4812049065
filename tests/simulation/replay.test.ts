import { describe, expect, it } from "vitest";
import { incidentWire, nextEscalationWire } from "../../worker/incidents/contract/incidents.ts";
import type { TimelineEvent } from "../../worker/incidents/rules/incident-types.ts";
import { viewOf } from "../../worker/incidents/rules/incident-view.ts";
import { countAt, standingAfter } from "../../worker/incidents/rules/standing.ts";
import { readEvent } from "../../worker/incidents/rules/stored-events.ts";
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
		const seen: { at: number; body: Record<string, unknown> }[] = [];
		const people = new Set<string>();
		await play(TEAM, 11, async (scene) => {
			const { world, acts } = scene;
			const read = async (path: string) => scene.answer(world.edge.http("GET", path, undefined, ADMIN));
			await scene.answer(acts.declare("P2"));
			await scene.pass(2);
			const path = `/api/v1/incidents/${scene.incident()}`;
			const rename = (name: string) =>
				scene.answer(world.edge.http("PATCH", `/api/v1/users/${world.users.bo}`, { name }, ADMIN));
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
				if (i % 41 === 20) await rename(`Bo the ${i}th`);
				if (i % 9 === 0) void acts.command(commands[(i / 9) % commands.length]!, 60, "ana");
				await scene.pass(world.edge.dice.between(0.3, 20));
				const at = world.edge.clock.wall();
				const versionThen = scene.events().at(-1)!.seq;
				const body = (await read(path)).body as Record<string, unknown>;
				// An answer that something happened beside belongs to no single instant.
				if (body.version === versionThen) seen.push({ at, body });
				for (const { name } of (body.nextEscalation as Next)?.targets ?? []) people.add(name);
			}
			// The same from the timeline alone, as the app does it without asking again.
			const events = ((await read(`${path}/timeline`)).body as { items: Wire[] }).items.map((event) =>
				readEvent({ ...event, at: Date.parse(event.at) }),
			);
			const pages = ((await read(`${path}/replay/next-pages`)).body as { items: NextPage[] }).items;
			for (const { at, body } of seen) {
				const { incident } = standingAfter(events, countAt(events, at));
				const then = pages.findLast((page) => page.seq <= incident!.seq && Date.parse(page.at) <= at);
				const nextEscalation = then?.nextEscalation ?? nextEscalationWire(null);
				expect({ ...incidentWire(viewOf(incident!, null)), nextEscalation }).toEqual(body);
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
		// Who is paged next was called by other names meanwhile.
		expect([...people].filter((name) => name.startsWith("Bo")).length).toBeGreaterThan(2);
	});

	it("is told as far as it can be read when its timeline is damaged", async () => {
		await play(TEAM, 12, async (scene) => {
			const { world, acts } = scene;
			const read = (at: number) => {
				const path = `/api/v1/incidents/${scene.incident()}/replay?at=${new Date(at).toISOString()}`;
				return scene.answer(world.edge.http("GET", path, undefined, ADMIN));
			};
			await scene.answer(acts.declare("P2"));
			await scene.pass(2);
			const before = world.edge.clock.wall();
			await scene.pass(30);
			await scene.answer(acts.command("note", 0, "ana"));
			const seq = scene.events().at(-1)!.seq;
			await scene.pass(5);
			expect((await read(world.edge.clock.wall())).status).toBe(200);
			const object = world.edge.object("INCIDENT", scene.incident());
			object.store.peek("UPDATE events SET data = '{not json' WHERE seq = ? RETURNING seq", [seq]);
			expect((await read(before)).status).toBe(200);
			const behind = await read(world.edge.clock.wall());
			expect(behind.status).toBe(409);
			expect(behind.body).toMatchObject({ damagedSeq: seq });
		});
	});
});

type Next = { targets: { name: string }[] } | null;
type Wire = Omit<TimelineEvent, "at"> & { at: string };
type NextPage = { seq: number; at: string; nextEscalation: Next };
