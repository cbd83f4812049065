/** What phones are told when nobody has to answer a page any more. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHAPE: Shape = {
	name: "Ana, then Bo and Chidi",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo", "chidi"], afterSeconds: 600 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};

interface Word {
	at: number;
	name: string;
	kind: string;
	title: string;
	tag: string;
}

/** Every word for a phone that leaves from now on and is no page. */
function wordsOf(scene: Scene): Word[] {
	const { edge } = scene.world;
	const left: Word[] = [];
	const before = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		before(url, body);
		const notification = body.startsWith("{") ? JSON.parse(body).notification : null;
		const kind = notification?.data.kind;
		if (kind !== "acknowledged" && kind !== "resolved") return;
		const name = url.split("/").at(-1) ?? "";
		left.push({ at: edge.clock.wall(), name, kind, title: notification.title, tag: notification.tag });
	};
	return left;
}

const toldTo = (words: Word[], kind: string) =>
	words
		.filter((one) => one.kind === kind)
		.map(({ name, title }) => `${name}: ${title}`)
		.sort();

/** All three have a page; Bo's is the one that `tap` answers. */
async function allArePaged(scene: Scene): Promise<Word[]> {
	const words = wordsOf(scene);
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(65);
	expect(scene.left.map(({ name }) => name).sort()).toContain("chidi");
	return words;
}
const tap = (scene: Scene) =>
	scene.answer(
		scene.people.act("bo", scene.left.findLast(({ name }) => name === "bo")!.token, "acknowledge"),
	);

describe("when Bo acknowledges on his phone", () => {
	it("every other phone that was paged says so within 2 s, in place of its page", async () => {
		const witness = await play(SHAPE, 1, async (scene) => {
			const words = await allArePaged(scene);
			await tap(scene);
			const at = scene.events().find(({ type }) => type === "acknowledged")!.at;
			await scene.pass(5);
			expect(toldTo(words, "acknowledged")).toEqual(["ana: Acknowledged by Bo", "chidi: Acknowledged by Bo"]);
			for (const word of words) {
				expect(word.at - Number(at)).toBeLessThan(2_000);
				expect(word.tag).toBe(scene.incident());
			}
			await scene.pass(600);
			expect(words).toHaveLength(2);
		});
		expect(witness.violations).toEqual([]);
	});

	it("a phone whose push service fails is told later, and three times at most", async () => {
		await play(SHAPE, 2, async (scene) => {
			const words = await allArePaged(scene);
			scene.people.modes.ana = "503";
			await tap(scene);
			await scene.pass(120);
			const toAna = words.filter(({ name }) => name === "ana");
			expect(toAna).toHaveLength(3);
		});
	});

	it("they are told although everything that runs dies at that moment", async () => {
		for (let seed = 1; seed <= 8; seed++)
			await play(SHAPE, seed, async (scene) => {
				const words = await allArePaged(scene);
				scene.world.edge.clock.plan(seed * 40, "a kill", () => scene.world.edge.kill());
				// What the kill cuts off has no answer: then he taps once more.
				void scene.people.act("bo", scene.left.findLast(({ name }) => name === "bo")!.token, "acknowledge");
				await scene.pass(5);
				if (!scene.types().includes("acknowledged")) await tap(scene);
				await scene.pass(90);
				expect(new Set(toldTo(words, "acknowledged")), `seed ${seed}`).toContain("chidi: Acknowledged by Bo");
			});
	});
});

describe("when Ana is the first of two who are needed", () => {
	const two: Shape = {
		...SHAPE,
		name: "Ana and Bo, both needed",
		levels: [{ page: ["ana", "bo"], afterSeconds: 600, needs: 2 }],
	};
	const byAna = (scene: Scene) =>
		scene.answer(scene.acts.as("ana", scene.incident(), { kind: "acknowledge" }));

	it("her phone alone says so, in place of its page, and Bo’s once he is the second", async () => {
		const witness = await play(two, 4, async (scene) => {
			const words = wordsOf(scene);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await byAna(scene);
			await scene.pass(5);
			expect(toldTo(words, "acknowledged")).toEqual(["ana: You acknowledged, a second person is needed"]);
			expect(words[0]?.tag).toBe(scene.incident());
			await tap(scene);
			await scene.pass(5);
			expect(toldTo(words, "acknowledged")).toContain("ana: Acknowledged by Bo");
		});
		expect(witness.violations).toEqual([]);
	});

	it("a call of hers that comes later is not taken off her phone", async () => {
		await play(two, 5, async (scene) => {
			const words = wordsOf(scene);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			scene.people.modes.ana = "503";
			await byAna(scene);
			await scene.answer(
				scene.acts.as("bo", scene.incident(), {
					kind: "responders",
					targets: [{ kind: "user", id: scene.world.users.ana }],
				}),
			);
			// The word for her phone is refused, and may be tried again once her call is there.
			await scene.pass(1);
			scene.people.modes.ana = "accept";
			const before = words.length;
			await scene.pass(120);
			expect(scene.types().filter((type) => type === "responder_added")).toHaveLength(1);
			expect(words.slice(before)).toEqual([]);
		});
	});
});

describe("when it is over", () => {
	it("every phone that was paged says so, once", async () => {
		await play(SHAPE, 3, async (scene) => {
			const words = await allArePaged(scene);
			await tap(scene);
			await scene.pass(5);
			await scene.answer(scene.acts.resolveAs("ana", scene.incident()));
			await scene.pass(700);
			expect(toldTo(words, "resolved").map((line) => line.split(":")[0])).toEqual(["ana", "bo", "chidi"]);
			expect(words.at(-1)?.title).toMatch(/^Resolved: /);
		});
	});

	it("nobody is told who was never paged", async () => {
		await play(SHAPE, 4, async (scene) => {
			const words = wordsOf(scene);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(10);
			await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
			await scene.pass(60);
			expect(words).toEqual([]);
		});
	});
});

describe("a test page that is asked for in 10 s", () => {
	it("leaves 10 s later and not at once, once", async () => {
		const witness = await play(SHAPE, 41, async (scene) => {
			const { edge, users, methods } = scene.world;
			const path = `/api/v1/users/${users.ana}/contact-methods/${methods.ana}/test`;
			const asked = edge.clock.wall();
			await scene.answer(edge.http("POST", path, { delaySeconds: 10 }, ADMIN));
			await scene.pass(9);
			expect(scene.left).toEqual([]);
			await scene.pass(20);
			expect(scene.left.map(({ name }) => name)).toEqual(["ana"]);
			expect(scene.left[0]!.at - asked).toBeGreaterThanOrEqual(10_000);
			expect(scene.left[0]!.at - asked).toBeLessThan(12_000);
		});
		expect(witness.violations).toEqual([]);
	});
});
