/** Once a week, by day, whoever is called at night shows that a push still reaches them. */
import { describe, expect, it } from "vitest";
import type { CastName } from "../support/cast.ts";
import { call, tickFor } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import { P256DH, pushEndpoint, type Shape } from "./world.ts";

/** A Monday. Ana, Bo and Chidi take turns. */
const TEAM: Shape = {
	name: "a team that checks in",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["schedule"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};
const HOUR = 3_600;

interface Asked {
	name: CastName;
	title: string;
	silent: boolean;
	token: string;
}

/** What phones are asked from now on. */
function listen({ world: { edge } }: Scene): Asked[] {
	const asked: Asked[] = [];
	const before = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		before(url, body);
		const { title, silent, data } = (body.startsWith("{") && JSON.parse(body).notification) || {};
		if (data?.kind === "check_in")
			asked.push({ name: url.split("/").at(-1) as CastName, title, silent, token: data.token });
	};
	return asked;
}

/** Everybody is asked this Monday at 05:00 on their own clocks, which are those of UTC here. */
async function askedAtFive(scene: Scene): Promise<Asked[]> {
	for (const id of Object.values(scene.world.users)) {
		await call(scene, "PATCH", `users/${id}`, { timeZone: "UTC" });
		await call(scene, "PATCH", `users/${id}/check-in`, { hour: 5 });
	}
	return listen(scene);
}

interface Ready {
	name: string;
	standing: string;
	checkIn: { state: string } | null;
	methods: { standing: string; receiptHours: number[] }[];
}

const board = async (scene: Scene): Promise<Ready[]> =>
	(await call<{ items: Ready[] }>(scene, "GET", "readiness")).items;

describe("the weekly check-in", () => {
	it("asks everybody who takes turns once, without a sound; who taps is never reminded, who does not is once", async () => {
		const witness = await play(TEAM, 1, async (scene) => {
			const asked = await askedAtFive(scene);
			await scene.pass(1.9 * HOUR);
			expect(asked).toEqual([]);
			await scene.pass(0.4 * HOUR);
			expect(asked.map(({ name }) => name).sort()).toEqual(["ana", "bo", "chidi"]);
			expect(new Set(asked.map(({ title, silent }) => `${title} ${silent}`))).toEqual(
				new Set(["Weekly check-in true"]),
			);
			const bo = asked.find(({ name }) => name === "bo")!;
			await scene.answer(scene.people.act("bo", bo.token, "here"));
			await scene.answer(scene.people.act("bo", bo.token, "here"));
			// Without ticks nothing is sent, so a day costs nothing.
			scene.stopTicks();
			await scene.pass(23 * HOUR);
			scene.world.edge.kill();
			scene.witness.trouble();
			await tickFor(scene, 60);
			expect(
				asked
					.slice(3)
					.map(({ name, title }) => `${name}: ${title}`)
					.sort(),
			).toEqual(["ana: You haven’t checked in", "chidi: You haven’t checked in"]);
			const shown = (await board(scene)).map(({ name, standing }) => `${name} ${standing}`);
			expect(shown).toEqual(["Ana not_checked_in", "Chidi not_checked_in", "Bo ready"]);
			const chidi = asked.findLast(({ name }) => name === "chidi")!;
			await scene.answer(scene.people.act("chidi", chidi.token, "here"));
			expect((await board(scene)).find(({ name }) => name === "Chidi")).toMatchObject({
				standing: "ready",
				checkIn: { state: "answered" },
			});
		});
		expect(witness.violations).toEqual([]);
	});

	it("is asked of nobody once an admin ended it, and of nobody whom no page reaches", async () => {
		await play(TEAM, 2, async (scene) => {
			const asked = await askedAtFive(scene);
			const eve = { name: "Eve", email: "eve@example.com", role: "observer" };
			const { id } = await call<{ id: string }>(scene, "POST", "users", eve);
			await call(scene, "PATCH", `users/${id}/check-in`, { hour: 5 });
			await call(scene, "PATCH", "settings", { weeklyCheckIn: false });
			await scene.pass(2.5 * HOUR);
			expect(asked).toEqual([]);
			await call(scene, "PATCH", "settings", { weeklyCheckIn: true });
			await scene.pass(0.5 * HOUR);
			expect(asked).toHaveLength(3);
			expect((await call<{ last: unknown }>(scene, "GET", `users/${id}/check-in`)).last).toBeNull();
		});
	});

	it("has a token that answers the check-in and acknowledges nothing, and not from a phone that was turned off", async () => {
		await play(TEAM, 3, async (scene) => {
			const asked = await askedAtFive(scene);
			await scene.pass(2.3 * HOUR);
			const { token } = asked.find(({ name }) => name === "ana")!;
			const { people, world } = scene;
			for (const act of ["acknowledge", "escalate", "no-change"] as const)
				await scene.answer(people.act("ana", token, act));
			await scene.answer(people.act("ana", `${token}A`, "here"));
			await call(scene, "PATCH", `users/${world.users.ana}/contact-methods/${world.methods.ana}`, {
				state: "disabled",
			});
			await scene.answer(people.act("ana", token, "here"));
			const refused = people.answers.filter(({ name, status }) => name === "ana" && status === 401);
			expect(refused.map(({ action }) => action)).toEqual([
				...["acknowledge", "escalate", "no-change", "here", "here"],
			]);
			expect((await board(scene))[0]).toMatchObject({ name: "Ana", standing: "unreachable" });
		});
	});

	it("shows on the board at which hours of the day something arrived", async () => {
		await play(TEAM, 4, async (scene) => {
			expect((await board(scene)).map(({ standing }) => standing)).toEqual(Array(3).fill("untested"));
			await askedAtFive(scene);
			await scene.pass(2.3 * HOUR);
			const [ana] = (await board(scene)).filter(({ name }) => name === "Ana");
			expect(ana).toMatchObject({
				standing: "ready",
				methods: [{ standing: "proven", receiptHours: [5] }],
			});
		});
	});
});

it("a phone whose owner heard nothing is silent on the board, until they heard it, or another phone takes its place", async () => {
	await play(TEAM, 5, async (scene) => {
		await askedAtFive(scene);
		await scene.pass(2.3 * HOUR);
		const { users, methods } = scene.world;
		const path = `users/${users.ana}/contact-methods/${methods.ana}`;
		const standing = async () => (await board(scene)).find(({ name }) => name === "Ana")?.standing;
		expect(await call(scene, "PUT", `${path}/heard`, { heard: "nothing" })).toMatchObject({
			...{ heard: "nothing", heardAt: expect.any(String) },
		});
		expect(await standing()).toBe("silent");
		await call(scene, "PUT", `${path}/heard`, { heard: "sound" });
		expect(await standing()).toBe("ready");
		await call(scene, "PUT", `${path}/heard`, { heard: "nothing" });
		const keys = { p256dh: P256DH, auth: "AAAAAAAAAAAAAAAAAAAAAA" };
		const subscription = { endpoint: `${pushEndpoint("ana")}-another`, keys };
		expect(await call(scene, "PATCH", path, { subscription })).toMatchObject({ heard: null, heardAt: null });
		expect(await standing()).toBe("ready");
	});
});
