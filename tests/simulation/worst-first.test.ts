/** The list of monitors as somebody reads it who looks for trouble. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const MANY: Shape = {
	name: "five monitors",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: Array.from({ length: 5 }, () => ({ intervalSeconds: 30 })),
	webhookMethods: [],
};

interface Page {
	items: { id: string; state: string }[];
	nextCursor: string | null;
	totals: Record<string, number>;
}

const read = async (scene: Scene, limit: number, cursor: string | null = null) => {
	const path = `/api/v1/monitors?order=worst&limit=${limit}${cursor ? `&cursor=${cursor}` : ""}`;
	const { status, body } = await scene.answer(scene.world.edge.http("GET", path, undefined, ADMIN));
	expect(status).toBe(200);
	return body as Page;
};

describe("the list of monitors, the worst first", () => {
	it("has the one that is down on its first page, and the true totals on each", async () => {
		await play(MANY, 1, async (scene) => {
			await scene.pass(60);
			scene.works(3, false);
			await scene.pass(60);
			const first = await read(scene, 2);
			const rest = await read(scene, 200, first.nextCursor);
			expect(first.items.map(({ state }) => state)).toEqual(["down", "up"]);
			expect(first.items[0]?.id).toBe(scene.world.monitors[3]);
			expect(first.totals).toEqual({ down: 1, up: 4 });
			expect(rest.totals).toEqual({ down: 1, up: 4 });
			expect(rest.nextCursor).toBeNull();
			const ids = [...first.items, ...rest.items].map(({ id }) => id);
			expect([...ids].sort()).toEqual([...scene.world.monitors].sort());
		});
	});

	it("has what is down on its first page of 200 also where several Watches share the monitors", async () => {
		const count = process.env.TOCSIN_SOAK === "1" ? 1_000 : 310;
		const many = { ...MANY, name: `${count} monitors`, monitors: Array(count).fill({}) };
		await play(many, 4, async (scene) => {
			await scene.pass(60);
			const broken = [20, 150, count - 1];
			for (const one of broken) scene.works(one, false);
			await scene.pass(60);
			const first = await read(scene, 200);
			expect(first.items).toHaveLength(200);
			const down = broken.map((one) => scene.world.monitors[one]);
			expect(
				first.items
					.slice(0, 3)
					.map(({ id }) => id)
					.sort(),
			).toEqual(down.sort());
			expect(first.totals).toEqual({ down: 3, up: count - 3 });
		});
	}, 60_000);

	it("reads the rows of its page from the database and no others", async () => {
		await play(MANY, 2, async (scene) => {
			await scene.pass(60);
			scene.stopTicks();
			const { database } = scene.world.edge.counts;
			const before = database.read;
			await read(scene, 2);
			expect(database.read - before).toBe(2);
		});
	});

	it("says unknown, and is there all the same, while those who watch do not answer", async () => {
		await play(MANY, 3, async (scene) => {
			await scene.pass(60);
			for (const watch of scene.world.edge.ofKind("WATCH")) watch.failing = "a bug";
			const { items, totals } = await read(scene, 200);
			expect(totals).toEqual({ unknown: 5 });
			expect(items).toHaveLength(5);
		});
	});

	it("refuses a cursor that it did not make", async () => {
		await play(MANY, 4, async (scene) => {
			const path = "/api/v1/monitors?order=worst&cursor=WyJ1cCJd";
			const answer = await scene.answer(scene.world.edge.http("GET", path, undefined, ADMIN));
			expect(answer.status).toBe(422);
		});
	});
});
