/** A shift that somebody cannot work has one taker, whatever happens at once, and everybody hears who it is. */
import { describe, expect, it } from "vitest";
import { runs } from "../support/runs.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, make, type Shape } from "./world.ts";

const HOUR_MS = 3_600_000;
/** Ana is on call since yesterday, for a week. */
const TEAM: Shape = {
	name: "a team that covers for each other",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["schedule"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};
const TAKERS = 50;

interface Cover {
	id: string;
	state: string;
	takenById: string | null;
}
interface Shift {
	userId: string | null;
	source: string;
	startsAt: string;
}
interface Told {
	name: string;
	title: string;
}

async function call<Body>(scene: Scene, method: string, path: string, body?: object): Promise<Body> {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
	return answer.body as Body;
}

const instant = (scene: Scene, hours: number) =>
	new Date(scene.world.edge.clock.wall() + hours * HOUR_MS).toISOString();

/** Ana asks for hours of her shift, from some hours ahead on. */
const ask = (scene: Scene, asked: object, from: number, to: number): Promise<Cover> =>
	call(scene, "POST", `schedules/${scene.world.ids.schedule}/cover-requests`, {
		...{ startsAt: instant(scene, from), endsAt: instant(scene, to), asked },
		userId: scene.world.users.ana,
	});

const accept = (scene: Scene, id: string, userId: string) =>
	scene.world.edge.http("PUT", `/api/v1/cover-requests/${id}/acceptance`, { userId }, ADMIN);

const read = async (scene: Scene, id: string) =>
	(await call<{ items: Cover[] }>(scene, "GET", "cover-requests")).items.find((one) => one.id === id);

const finalShifts = (scene: Scene, from: string, to: string) =>
	call<{ items: Shift[] }>(
		scene,
		"GET",
		`schedules/${scene.world.ids.schedule}/shifts?${new URLSearchParams({ from, to })}`,
	).then(({ items }) => items);

/** What phones are told of shifts from now on. */
function listen(scene: Scene): Told[] {
	const told: Told[] = [];
	const { edge } = scene.world;
	const before = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		before(url, body);
		const notification = body.startsWith("{") ? JSON.parse(body).notification : null;
		if (notification?.data?.kind === "reminder")
			told.push({ name: url.split("/").at(-1) ?? "", title: notification.title });
	};
	return told;
}

const ANYONE = { kind: "anyone" };

describe("a shift that is given away", () => {
	it("goes to one of 50 who accept at once, and each of the others is told who has it", async () => {
		for (let seed = 1; seed <= runs(4); seed++)
			await play(TEAM, seed, async (scene) => {
				const { edge, users } = scene.world;
				const takers = [users.bo, users.chidi];
				while (takers.length < TAKERS) {
					const n = takers.length;
					const person = { name: `Person ${n}`, email: `person${n}@shop.example`, role: "responder" };
					takers.push((await scene.answer(make(edge, "users", person))).id);
				}
				const from = instant(scene, 2);
				const { id } = await ask(scene, ANYONE, 2, 6);
				const answers = await scene.answer(Promise.all(takers.map((taker) => accept(scene, id, taker))));
				const won = takers.filter((_, n) => answers[n]?.status === 200);
				expect(won).toHaveLength(1);
				const names = await call<{ name: string }>(scene, "GET", `users/${won[0]}`);
				for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
					expect(status).toBe(409);
					expect((body as { detail: string }).detail).toBe(`${names.name} already covers this shift.`);
				}
				expect(await read(scene, id)).toMatchObject({ state: "taken", takenById: won[0] });
				const [shift] = await finalShifts(scene, from, instant(scene, 5));
				expect(shift).toMatchObject({ userId: won[0], source: "override" });
				const overrides = await call<{ items: object[] }>(
					scene,
					"GET",
					`schedules/${scene.world.ids.schedule}/overrides`,
				);
				expect(overrides.items).toHaveLength(1);
			});
	}, 120_000);

	it("tells those who take turns, and then the asker and the others who has it, each once", async () => {
		await play(TEAM, 1, async (scene) => {
			const told = listen(scene);
			const { id } = await ask(scene, ANYONE, 30, 34);
			await scene.pass(200);
			expect(told.toSorted(byName)).toEqual([
				{ name: "bo", title: "Ana asks you to cover a shift" },
				{ name: "chidi", title: "Ana asks you to cover a shift" },
			]);
			told.length = 0;
			await scene.answer(accept(scene, id, scene.world.users.bo));
			await scene.pass(200);
			expect(told.toSorted(byName)).toEqual([
				{ name: "ana", title: "Bo covers Ana’s shift" },
				{ name: "chidi", title: "Bo covers Ana’s shift" },
			]);
		});
	});

	it("is told of by the next tick when the process died after the answer", async () => {
		await play(TEAM, 2, async (scene) => {
			const told = listen(scene);
			await ask(scene, { kind: "user", id: scene.world.users.bo }, 30, 34);
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.pass(400);
			expect(told).toEqual([{ name: "bo", title: "Ana asks you to cover a shift" }]);
		});
	});

	it("reminds the asker when half the time has passed, and ends when the shift has passed", async () => {
		await play(TEAM, 3, async (scene) => {
			const told = listen(scene);
			const { id } = await ask(scene, { kind: "user", id: scene.world.users.bo }, 4, 5);
			await scene.pass(3 * 3_600);
			expect(told.map(({ title }) => title)).toEqual([
				"Ana asks you to cover a shift",
				"No one has taken your shift yet",
			]);
			await scene.pass(3 * 3_600);
			expect(await read(scene, id)).toMatchObject({ state: "expired", takenById: null });
			expect(told.at(-1)).toEqual({ name: "ana", title: "No one covered your shift" });
			const late = await scene.answer(accept(scene, id, scene.world.users.bo));
			expect(late).toMatchObject({ status: 409, body: { detail: "This shift is over." } });
		});
	}, 60_000);

	it("is either withdrawn or taken, never both", async () => {
		const ends = new Set<string>();
		for (let seed = 1; seed <= runs(12); seed++)
			await play(TEAM, seed, async (scene) => {
				const { edge, users } = scene.world;
				const from = instant(scene, 2);
				const { id } = await ask(scene, ANYONE, 2, 6);
				const withdraw = edge.http("PUT", `/api/v1/cover-requests/${id}/withdrawal`, {}, ADMIN);
				const [back, taken] = await scene.answer(Promise.all([withdraw, accept(scene, id, users.bo)]));
				expect([back?.status, taken?.status].toSorted()).toEqual([200, 409]);
				const isTaken = taken?.status === 200;
				ends.add(isTaken ? "taken" : "withdrawn");
				expect(await read(scene, id)).toMatchObject({ state: isTaken ? "taken" : "withdrawn" });
				const [shift] = await finalShifts(scene, from, instant(scene, 5));
				expect(shift?.userId).toBe(isTaken ? users.bo : users.ana);
			});
		expect(ends.size).toBe(2);
	}, 60_000);

	it("is swapped by one answer: both shifts change hands, or neither", async () => {
		const ends = new Set<string>();
		for (let seed = 1; seed <= runs(12); seed++)
			await play(TEAM, seed, async (scene) => {
				const { edge, users, ids } = scene.world;
				// Bo has four hours of Ana's week, which she takes back for two of her own.
				const four = { startsAt: instant(scene, 20), endsAt: instant(scene, 24), userId: users.bo };
				await call(scene, "POST", `schedules/${ids.schedule}/overrides`, four);
				const [from, to] = [instant(scene, 2), instant(scene, 4)];
				const swap = await call<Cover>(scene, "POST", `schedules/${ids.schedule}/cover-requests`, {
					...{ startsAt: from, endsAt: to, asked: { kind: "user", id: users.bo }, userId: users.ana },
					...{ returnStartsAt: four.startsAt, returnEndsAt: four.endsAt },
				});
				const withdraw = edge.http("PUT", `/api/v1/cover-requests/${swap.id}/withdrawal`, {}, ADMIN);
				const answers = await scene.answer(
					Promise.all([accept(scene, swap.id, users.bo), withdraw, accept(scene, swap.id, users.bo)]),
				);
				const isTaken = answers[1]?.status === 409;
				ends.add(isTaken ? "taken" : "withdrawn");
				const onCall = async (a: string, b: string) =>
					(await finalShifts(scene, a, b)).map(({ userId }) => userId);
				expect(await onCall(from, to)).toEqual([isTaken ? users.bo : users.ana]);
				expect(await onCall(four.startsAt, four.endsAt)).toEqual([isTaken ? users.ana : users.bo]);
			});
		expect(ends.size).toBe(2);
	}, 60_000);

	it("is not swapped for what the other does not have, or no longer has", async () => {
		await play(TEAM, 6, async (scene) => {
			const { edge, users, ids } = scene.world;
			const path = `schedules/${ids.schedule}/cover-requests`;
			const swap = {
				...{ startsAt: instant(scene, 2), endsAt: instant(scene, 4), userId: users.ana },
				...{ returnStartsAt: instant(scene, 20), returnEndsAt: instant(scene, 24) },
				asked: { kind: "user", id: users.bo },
			};
			const send = (body: object) => scene.answer(edge.http("POST", `/api/v1/${path}`, body, ADMIN));
			expect((await send(swap)).status).toBe(422);
			expect((await send({ ...swap, asked: ANYONE })).status).toBe(422);
			expect((await send({ ...swap, returnEndsAt: null })).status).toBe(422);
			const overrides = `schedules/${ids.schedule}/overrides`;
			const hours = { startsAt: swap.returnStartsAt, endsAt: swap.returnEndsAt };
			await call(scene, "POST", overrides, { ...hours, userId: users.bo });
			const { id } = await call<Cover>(scene, "POST", path, swap);
			await call(scene, "POST", overrides, { ...hours, userId: users.chidi });
			const late = await scene.answer(accept(scene, id, users.bo));
			expect(late).toMatchObject({
				status: 409,
				body: { detail: "The schedule has changed: this shift isn’t yours to give in return any more." },
			});
			expect(await read(scene, id)).toMatchObject({ state: "open" });
		});
	});

	it("cannot be taken by who was not asked, nor once the schedule gives it to somebody else", async () => {
		await play(TEAM, 5, async (scene) => {
			const { users, ids } = scene.world;
			const { id } = await ask(scene, { kind: "user", id: users.bo }, 2, 6);
			expect((await scene.answer(accept(scene, id, users.chidi))).status).toBe(403);
			const override = { startsAt: instant(scene, 3), endsAt: instant(scene, 4), userId: users.chidi };
			await call(scene, "POST", `schedules/${ids.schedule}/overrides`, override);
			expect((await scene.answer(accept(scene, id, users.bo))).status).toBe(409);
			const notHers = await scene.answer(
				scene.world.edge.http(
					"POST",
					`/api/v1/schedules/${ids.schedule}/cover-requests`,
					{ startsAt: instant(scene, 2), endsAt: instant(scene, 5), asked: ANYONE, userId: users.ana },
					ADMIN,
				),
			);
			expect(notHers.status).toBe(422);
		});
	});
});

const byName = (a: Told, b: Told) => a.name.localeCompare(b.name);
