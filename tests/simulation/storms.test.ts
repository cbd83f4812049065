import { describe, expect, it } from "vitest";
import { ALONE } from "../../worker/paging/rules/bundling.ts";
import { type Left, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "Ana, then Bo, in a storm",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 120 },
		{ page: ["bo"], afterSeconds: 120 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};

const http = (scene: Scene, method: string, path: string, body: object = {}) =>
	scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
const declare = async (scene: Scene, severity = "P2", title = "Cards are refused") => {
	const answer = await http(scene, "POST", "incidents", {
		serviceId: scene.world.ids.service,
		title,
		severity,
	});
	return (answer.body as { id: string }).id;
};
/** Of so many, five leave alone: others came just before. */
const BEFORE = ALONE - 5;
const many = async (scene: Scene, count: number, severity = "P2", everySeconds = 0.3) => {
	const ids: string[] = [];
	for (let i = 0; i < BEFORE; i++) await declare(scene, severity, `Earlier problem ${i}`);
	for (let i = 0; i < count; i++) {
		ids.push(await declare(scene, severity, `Problem ${i}`));
		await scene.pass(everySeconds);
	}
	return ids;
};
const notificationOf = ({ body }: Left) => JSON.parse(body).notification;
const dataOf = (one: Left) => notificationOf(one).data;
const to = (scene: Scene, name: string) => scene.left.filter((one) => one.name === name);
const bundles = (scene: Scene, name = "ana") => to(scene, name).filter((one) => dataOf(one).bundleId);
const of = (scene: Scene, id: string, type: string) =>
	scene.events(id).filter((event) => event.type === type);
const persons = (scene: Scene, name: "ana" | "bo") =>
	scene.world.edge.object("BUNDLES", scene.world.users[name]);
/** All that left for somebody, also what nobody has to answer. */
const heard = (scene: Scene, name: string) => {
	const all: { title: string; tag: string; silent: boolean; data: Record<string, unknown> }[] = [];
	const before = scene.world.edge.onDeparture;
	scene.world.edge.onDeparture = (url, body) => {
		before(url, body);
		if (url.endsWith(`/${name}`)) all.push(JSON.parse(body).notification);
	};
	return all;
};

describe("a hundred incidents of one person in a minute", () => {
	it("are twenty pages and a bundle every ten seconds, and each incident says in which its page left", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const startedAt = scene.world.edge.clock.wall();
			const ids = await many(scene, 100);
			await scene.pass(11);
			const tookMs = scene.world.edge.clock.wall() - startedAt;
			const pushes = to(scene, "ana");
			console.info(
				`100 incidents in ${tookMs} ms: ${pushes.length} pushes, ${bundles(scene).length} bundles`,
			);
			expect(pushes.slice(BEFORE, ALONE).map((one) => one.incidentId)).toEqual(ids.slice(0, 5));
			// The first ones come again after 45 s, since nobody answers them.
			expect(pushes.length).toBeLessThanOrEqual(ALONE + ALONE + Math.ceil(tookMs / 10_000));
			for (const id of ids.slice(5)) {
				const [bundled] = of(scene, id, "page_bundled");
				const [attempt] = of(scene, id, "page_attempted");
				expect(attempt?.data.bundleId).toBe(bundled?.data.bundleId);
				expect(of(scene, id, "page_accepted")).toHaveLength(1);
			}
			const last = notificationOf(bundles(scene).at(-1)!);
			expect(last).toMatchObject({ title: "P2 · 95 more incidents", silent: false });
			expect(last.data).toMatchObject({ kind: "bundle", count: 95, severity: "P2" });
		});
		expect(witness.violations).toEqual([]);
	});

	it("escalate at their own time, as if each had been paged alone", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			const ids = await many(scene, 12);
			await scene.pass(140);
			for (const id of ids) {
				const [queued] = of(scene, id, "page_queued");
				const [escalated] = of(scene, id, "escalated");
				const tookMs = (escalated?.at ?? 0) - (queued?.at ?? 0);
				expect(tookMs, id).toBeGreaterThanOrEqual(120_000);
				expect(tookMs, id).toBeLessThan(121_500);
			}
			expect(
				to(scene, "bo")
					.slice(0, 5)
					.every((one) => !dataOf(one).bundleId),
			).toBe(true);
			expect(bundles(scene, "bo").at(-1) && dataOf(bundles(scene, "bo").at(-1)!).count).toBe(7);
		});
		expect(witness.violations).toEqual([]);
	});

	it("never hold back one that is worse than all that was told", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			await many(scene, 8, "P2");
			const worse = await declare(scene, "P1");
			await scene.pass(1);
			const own = to(scene, "ana").filter((one) => one.incidentId === worse);
			expect(own.map((one) => dataOf(one).kind)).toEqual(["page"]);
			expect(of(scene, worse, "page_bundled")).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("one notification for many incidents", () => {
	it("is received by all of them, and acknowledges none but the one that is acknowledged", async () => {
		const witness = await play(SHOP, 4, async (scene) => {
			scene.people.tempers.ana.receipts = true;
			const ids = await many(scene, 40);
			await scene.pass(20);
			for (const id of ids) expect(of(scene, id, "page_received"), id).toHaveLength(1);
			await scene.answer(scene.people.act("ana", bundles(scene)[0]!.token, "acknowledge"));
			await scene.pass(5);
			const states = ids.map((id) => scene.types(id).includes("acknowledged"));
			expect(states.filter(Boolean)).toHaveLength(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is taken back once, when somebody has all of them", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			const all = heard(scene, "ana");
			const ids = await many(scene, 10);
			await scene.pass(15);
			const pages = all.length;
			for (const id of ids.slice(5)) await http(scene, "PUT", `incidents/${id}/acknowledgement`);
			await scene.pass(5);
			const [clear, ...more] = all.slice(pages);
			expect(clear).toMatchObject({ title: "All clear", silent: true, data: { kind: "bundle" } });
			expect(clear?.tag).toBe(notificationOf(bundles(scene)[0]!).tag);
			expect(more).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("counts none that was acknowledged before it left", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			const ids = await many(scene, 9);
			await http(scene, "PUT", `incidents/${ids[7]}/acknowledgement`);
			await scene.pass(15);
			expect(dataOf(bundles(scene)[0]!).count).toBe(3);
			expect(of(scene, ids[7]!, "page_attempted")).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("counts none that was acknowledged since an earlier bundle", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			const ids = await many(scene, 8);
			await scene.pass(12);
			expect(dataOf(bundles(scene)[0]!).count).toBe(3);
			await http(scene, "PUT", `incidents/${ids[6]}/acknowledgement`);
			await scene.pass(2);
			await declare(scene);
			await scene.pass(12);
			expect(dataOf(bundles(scene).at(-1)!).count).toBe(3);
		});
		expect(witness.violations).toEqual([]);
	});

	it("tries again together where the push service takes nothing", async () => {
		const witness = await play(SHOP, 7, async (scene) => {
			const ids = await many(scene, 10);
			scene.people.modes.ana = "500";
			await scene.pass(12);
			scene.people.modes.ana = "accept";
			await scene.pass(15);
			for (const id of ids) expect(of(scene, id, "page_accepted"), id).toHaveLength(1);
			const names = new Set(bundles(scene).map((one) => dataOf(one).bundleId));
			expect(names.size).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("whoever acknowledged during a storm", () => {
	const stormWithAcknowledgement = async (scene: Scene) => {
		const ids = await many(scene, 8);
		await scene.pass(12);
		await scene.answer(scene.people.act("ana", to(scene, "ana")[0]!.token, "acknowledge"));
		await scene.pass(90);
		scene.left.length = 0;
		return ids;
	};

	it("is told of more without a sound for ten minutes, and whoever is next is paged as usual", async () => {
		const witness = await play(SHOP, 8, async (scene) => {
			await stormWithAcknowledgement(scene);
			const late = await declare(scene);
			await scene.pass(12);
			const told = bundles(scene).filter(
				(one) => dataOf(one).pageId === of(scene, late, "page_queued")[0]?.data.pageId,
			);
			expect(told.map((one) => notificationOf(one).silent)).toEqual([true]);
			await scene.pass(115);
			expect(of(scene, late, "escalated")).toHaveLength(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("hears at once of anything worse", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			await stormWithAcknowledgement(scene);
			const worse = await declare(scene, "P1");
			await scene.pass(2);
			expect(to(scene, "ana").filter((one) => one.incidentId === worse)).toHaveLength(1);
			const second = await declare(scene, "P1");
			await scene.pass(12);
			const told = bundles(scene).find(
				(one) => dataOf(one).pageId === of(scene, second, "page_queued")[0]?.data.pageId,
			);
			expect(told && notificationOf(told).silent).toBe(false);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is paged one by one again when ten minutes have passed", async () => {
		const witness = await play(SHOP, 10, async (scene) => {
			const ids = await stormWithAcknowledgement(scene);
			for (const id of ids) await http(scene, "PUT", `incidents/${id}/acknowledgement`);
			await scene.pass(700);
			scene.left.length = 0;
			const next = await declare(scene);
			await scene.pass(2);
			expect(to(scene, "ana").map((one) => one.incidentId)).toEqual([next]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("what bundles pages", () => {
	it("costs nobody a page when it does not answer: each leaves by itself", async () => {
		const witness = await play(SHOP, 11, async (scene) => {
			persons(scene, "ana").failing = "down";
			await many(scene, 20);
			await scene.pass(3);
			expect(to(scene, "ana")).toHaveLength(BEFORE + 20);
			expect(bundles(scene)).toEqual([]);
			persons(scene, "ana").failing = null;
		});
		expect(witness.violations).toEqual([]);
	});

	it("costs nobody a page when it is killed while pages wait, and while they are brought", async () => {
		for (const seconds of [5, 8.9, 9.2, 9.4]) {
			const witness = await play(SHOP, 12, async (scene) => {
				const ids = await many(scene, 10);
				await scene.pass(seconds);
				persons(scene, "ana").die();
				await scene.pass(20);
				for (const id of ids) expect(of(scene, id, "page_accepted").length, id).toBeGreaterThanOrEqual(1);
			});
			expect(witness.violations, `${seconds} s`).toEqual([]);
		}
	});
});
