/** A role that changes hands while everything else goes on. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop where the lead is handed over",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
		{ page: ["chidi"], afterSeconds: 60 },
	],
	repeat: 1,
	service: { ackTimeoutSeconds: 300 },
	monitors: [],
	webhookMethods: [],
};

const as = (scene: Scene, who: "ana" | "bo" | "chidi", command: object) =>
	scene.answer(scene.acts.as(who, scene.incident(), command));
const offer = (scene: Scene, to: "bo" | "chidi") =>
	as(scene, "ana", { kind: "offer_role", role: "lead", userId: scene.world.users[to] });
const accept = (scene: Scene, who: "ana" | "bo" | "chidi") =>
	as(scene, who, { kind: "answer_handover", role: "lead", answer: "accepted" });
const leadOf = (scene: Scene) => scene.witness.read(scene.incident()).lead;
const declared = async (scene: Scene) => {
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(5);
	await as(scene, "ana", { kind: "acknowledge" });
};

describe("the lead is handed over at night", () => {
	it("while levels are paged again: Ana leads until Bo accepts, whatever lapses meanwhile", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const { ana, bo } = scene.world.users;
			await declared(scene);
			await offer(scene, "bo");
			await scene.pass(400);
			expect(scene.types()).toContain("acknowledgement_lapsed");
			expect(leadOf(scene)).toBe(ana);
			await accept(scene, "bo");
			expect(leadOf(scene)).toBe(bo);
			await scene.pass(130);
			expect(leadOf(scene)).toBe(bo);
			await as(scene, "chidi", { kind: "acknowledge" });
			expect(leadOf(scene)).toBe(bo);
		});
		expect(witness.violations).toEqual([]);
	});

	it("and an offer that is over can’t be accepted: taken back, given to another, or with the end", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			const { ana, chidi } = scene.world.users;
			await declared(scene);
			await offer(scene, "bo");
			await as(scene, "ana", { kind: "withdraw_handover", role: "lead" });
			await accept(scene, "bo");
			expect(leadOf(scene)).toBe(ana);
			await offer(scene, "bo");
			await offer(scene, "chidi");
			await accept(scene, "bo");
			expect(leadOf(scene)).toBe(ana);
			await accept(scene, "chidi");
			expect(leadOf(scene)).toBe(chidi);
			await offer(scene, "bo");
			await as(scene, "ana", { kind: "resolve" });
			await scene.pass(20);
			await accept(scene, "bo");
			expect(leadOf(scene)).toBe(chidi);
		});
		expect(witness.violations).toEqual([]);
	});

	it("and of an answer and a withdrawal at the same time, the first one counts", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			await declared(scene);
			for (const seed of [1, 2, 3, 4]) {
				await offer(scene, seed % 2 ? "bo" : "chidi");
				const record = scene.witness.read(scene.incident());
				await scene.answer(scene.acts.command("withdraw", seed, "bo"));
				expect(record.lead === null).toBe(false);
			}
			expect(scene.types().filter((type) => type === "handover_answered").length).toBeGreaterThan(2);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("somebody who is called in", () => {
	it("is sent nothing after their answer, though the process died; Ana hears that Bo can’t come, silently", async () => {
		const told: string[] = [];
		const witness = await play(SHOP, 4, async (scene) => {
			const judge = scene.world.edge.onDeparture;
			scene.world.edge.onDeparture = (url, body) => {
				judge(url, body);
				if (body.includes("can’t come"))
					told.push(`${url.split("/").at(-1)} ${body.includes('"silent":true')}`);
			};
			await declared(scene);
			scene.people.modes.bo = "silent";
			const targets = [{ kind: "user", id: scene.world.users.bo }];
			await as(scene, "ana", { kind: "responders", targets });
			await scene.pass(1);
			const toBo = () => scene.left.filter(({ name }) => name === "bo").length;
			const before = toBo();
			await as(scene, "bo", { kind: "answer_call", answer: "declined", reason: "On a train" });
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.pass(200);
			expect(toBo()).toBe(before);
			expect(told).toEqual(["ana true"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("declines from the page and the ladder stands where it stood", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			const targets = [{ kind: "user", id: scene.world.users.chidi }];
			await as(scene, "bo", { kind: "responders", targets });
			await scene.pass(2);
			const page = scene.left.findLast(({ name }) => name === "chidi")!;
			await scene.answer(scene.people.act("chidi", page.token, "escalate"));
			await scene.pass(5);
			expect(scene.left.filter(({ level }) => level > 1)).toEqual([]);
			expect(scene.types()).not.toContain("escalated");
		});
		expect(witness.violations).toEqual([]);
	});
});
