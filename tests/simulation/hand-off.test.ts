/** Whoever begins a shift hears of it, and those whose schedule it is hear of what is wrong with it. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, HOOK_HOST, type Shape } from "./world.ts";

const HOUR_MS = 3_600_000;
/** Ana has been on call since the morning before, for a week. */
const TEAM: Shape = {
	name: "a team that hands over",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["schedule"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

async function call(scene: Scene, method: string, path: string, body: object): Promise<void> {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
}

const fromNow = (scene: Scene, hours: number) =>
	new Date(scene.world.edge.clock.wall() + hours * HOUR_MS).toISOString();

/** "bo: You’re on call until …": what phones are told of shifts from now on. */
function listen(scene: Scene): string[] {
	const told: string[] = [];
	const { edge } = scene.world;
	const before = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		before(url, body);
		const notification = body.startsWith("{") ? JSON.parse(body).notification : null;
		if (["reminder", "check_in"].includes(notification?.data?.kind))
			told.push(`${url.split("/").at(-1)}: ${notification.title}`);
	};
	return told;
}

/** From some hours ahead on somebody, or nobody, has Ana's shift for a while. */
const isOn = (scene: Scene, who: "bo" | "chidi" | null, from: number, to: number) =>
	call(scene, "POST", `schedules/${scene.world.ids.schedule}/overrides`, {
		...{ startsAt: fromNow(scene, from), endsAt: fromNow(scene, to) },
		userId: who === null ? null : scene.world.users[who],
	});

const phoneOf = (scene: Scene, who: "bo" | "chidi") =>
	`users/${scene.world.users[who]}/contact-methods/${scene.world.methods[who]}`;

describe("a hand-off", () => {
	it("is told to Bo within ten minutes of its beginning, and to Ana when she has it again, each once", async () => {
		const witness = await play(TEAM, 1, async (scene) => {
			const told = listen(scene);
			await isOn(scene, "bo", 1, 3);
			await scene.pass(3_500);
			expect(told).toEqual([]);
			await scene.pass(700);
			expect(told).toEqual([expect.stringMatching(/^bo: You’re on call until Mon Jan 6 \d\d:00$/)]);
			await scene.pass(6_000);
			expect(told).toHaveLength(1);
			await scene.pass(1_800);
			expect(told.slice(1)).toEqual([expect.stringMatching(/^ana: You’re on call until Sun Jan 12/)]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is told once although the process dies and ticks are missed in between", async () => {
		await play(TEAM, 2, async (scene) => {
			const told = listen(scene);
			await isOn(scene, "bo", 0.5, 3);
			await scene.pass(1_900);
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.pass(1_500);
			expect(told.filter((one) => one.startsWith("bo:"))).toHaveLength(1);
		});
	});

	it("is told to the admins when Bo’s phone confirms nothing for half an hour, and not when it does", async () => {
		await play(TEAM, 5, async (scene) => {
			await call(scene, "PATCH", `users/${scene.world.users.ana}`, { role: "admin" });
			const told = listen(scene);
			scene.people.tempers.bo.receipts = false;
			await isOn(scene, "bo", 0.5, 3);
			await scene.pass(3_000);
			expect(told).toEqual([expect.stringMatching(/^bo: You’re on call until/)]);
			await scene.pass(1_800);
			expect(told.slice(1)).toEqual(["ana: Bo is on call and can’t be reached"]);
			await isOn(scene, "chidi", 0.2, 1);
			await scene.pass(3_000);
			expect(told.slice(2).filter((one) => /can’t be reached/.test(one))).toEqual([]);
		});
	});

	it("is told to Bo by mail too when his phone confirms nothing, and to nobody once it has after all", async () => {
		await play(TEAM, 6, async (scene) => {
			const { world, people } = scene;
			await call(scene, "PATCH", `users/${world.users.ana}`, { role: "admin" });
			const hook = { kind: "webhook", name: "Bo's bell", url: `https://${HOOK_HOST}/bell` };
			await call(scene, "POST", `users/${world.users.bo}/contact-methods`, hook);
			const told = listen(scene);
			const rung: string[] = [];
			const before = world.edge.onDeparture;
			world.edge.onDeparture = (url, body) => {
				before(url, body);
				if (url.endsWith("/bell")) rung.push(JSON.parse(body).data.body);
			};
			people.tempers.bo.receipts = false;
			await isOn(scene, "bo", 0.5, 3);
			await scene.pass(4_800);
			expect(rung).toEqual([expect.stringContaining("Your phone didn’t confirm it")]);
			await isOn(scene, "chidi", 0.1, 0.5);
			people.tempers.chidi.receipts = false;
			await scene.pass(1_200);
			const { token } = people.arrived.findLast(({ name }) => name === "chidi")!.data;
			await scene.answer(people.act("chidi", token!, "receipt"));
			await scene.pass(3_600);
			expect(told.filter((one) => one.includes("Chidi is on call"))).toEqual([]);
		});
	});

	it("is told to the admins and not to Bo when nothing of his works, and no more once it does", async () => {
		const admin = async (scene: Scene) => {
			await call(scene, "PATCH", `users/${scene.world.users.ana}`, { role: "admin" });
			await call(scene, "PATCH", phoneOf(scene, "bo"), { state: "disabled" });
			return listen(scene);
		};
		await play(TEAM, 3, async (scene) => {
			const told = await admin(scene);
			await isOn(scene, "bo", 0.5, 3);
			await scene.pass(3_000);
			expect(told).toEqual(["ana: Bo is on call and can’t be paged"]);
		});
	});
});

describe("the end of a shift while Ana leads a P2", () => {
	it("asks her by a silent push whether Bo takes over, once, though the process dies; nobody is paged for it", async () => {
		const witness = await play(TEAM, 5, async (scene) => {
			const told = listen(scene);
			await isOn(scene, "bo", 0.5, 3);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await scene.answer(scene.acts.as("ana", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(1_000);
			const paged = scene.left.length;
			await scene.pass(900);
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.pass(1_200);
			expect(told.filter((one) => one.startsWith("ana:"))).toEqual([
				expect.stringMatching(/^ana: Hand over #\d+\? · Checkout$/),
			]);
			expect(scene.types().filter((type) => type === "handover_suggested")).toHaveLength(1);
			expect(scene.witness.read(scene.incident()).lead).toBe(scene.world.users.ana);
			const later = scene.left.slice(paged);
			expect(later.filter(({ body }) => body.includes("Hand over"))).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("asks her once more at the next change of shifts and not before, once she keeps the lead, though the process dies", async () => {
		const witness = await play(TEAM, 7, async (scene) => {
			await isOn(scene, "bo", 0.5, 1);
			await isOn(scene, "chidi", 1.5, 3);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await scene.answer(scene.acts.as("ana", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(2_200);
			expect(scene.types()).toContain("handover_suggested");
			await scene.answer(scene.acts.as("ana", scene.incident(), { kind: "keep_lead" }));
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.answer(scene.acts.as("ana", scene.incident(), { kind: "keep_lead" }));
			const asked = () => scene.types().filter((type) => type === "handover_suggested").length;
			await scene.pass(2_800);
			expect(scene.types().filter((type) => type === "handover_kept")).toHaveLength(1);
			expect(asked()).toBe(1);
			await scene.pass(1_200);
			expect(asked()).toBe(2);
			expect(scene.witness.read(scene.incident()).lead).toBe(scene.world.users.ana);
		});
		expect(witness.violations).toEqual([]);
	});

	it("asks nothing when the lead is somebody else, or the incident is a P3", async () => {
		await play(TEAM, 6, async (scene) => {
			await isOn(scene, "bo", 0.5, 3);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await scene.answer(scene.acts.as("chidi", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(2_700);
			expect(scene.types()).not.toContain("handover_suggested");
		});
	});
});

describe("a gap", () => {
	it("is told once, weeks before it comes, and not once it is filled", async () => {
		await play(TEAM, 4, async (scene) => {
			await call(scene, "PATCH", `users/${scene.world.users.ana}`, { role: "admin" });
			const told = listen(scene);
			await isOn(scene, null, 24 * 30, 24 * 30 + 8);
			await scene.pass(900);
			expect(told).toEqual(["ana: Shop rotation: no one is on call in 4 weeks"]);
			await isOn(scene, "chidi", 24 * 30 - 1, 24 * 30 + 9);
			await scene.pass(3_600);
			expect(told).toHaveLength(1);
		});
	});
});
