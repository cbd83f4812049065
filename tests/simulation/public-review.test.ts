/** The public text of a review, from the review to the status page, when words on the way are lost. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

/** A day of its own for each: what an isolate remembers of the status page is known by its time. */
const shopOn = (day: number): Shape => ({
	name: `one monitor, every 30 s, and a public text, day ${day}`,
	startAt: Date.UTC(2031, 0, day, 3),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
});
const MINUTE = 60;
const TEXT = "We ran out of connections. We now watch them.";

const call = async (scene: Scene, method: string, path: string, body?: object) => {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
};
const review = (scene: Scene, method: string, rest: string, body?: object) =>
	call(scene, method, `reviews/${scene.incident()}${rest}`, body);
const publish = (scene: Scene, publicText: string) => review(scene, "PUT", "/publication", { publicText });
const withdraw = (scene: Scene) => review(scene, "DELETE", "/publication");
const publication = (scene: Scene) => scene.world.edge.object("PUBLICATION", "publication");

/** What the status page tells of reviews now. */
async function posted(scene: Scene): Promise<(string | null)[]> {
	const answer = await scene.answer(scene.world.edge.http("GET", "/api/v2/incidents.json", undefined));
	return (answer.body as { incidents: { postmortem_body: string | null }[] }).incidents.map(
		(incident) => incident.postmortem_body,
	);
}

async function resolvedOutage(scene: Scene): Promise<void> {
	scene.works(0, false);
	await scene.pass(2 * MINUTE);
	scene.works(0, true);
	await scene.pass(2 * MINUTE);
	expect(scene.types()).toContain("resolved");
}

describe("the public text of a review", () => {
	it("is on the status page as soon as it is published, follows its changes, and goes with the publication", async () => {
		const witness = await play(shopOn(6), 31, async (scene) => {
			await resolvedOutage(scene);
			scene.stopTicks();
			await review(scene, "PATCH", "", { publicText: TEXT });
			await scene.pass(5);
			expect(await posted(scene)).toEqual([null]);
			await publish(scene, TEXT);
			await scene.pass(5);
			expect(await posted(scene)).toEqual([TEXT]);
			await review(scene, "PATCH", "", { publicText: "Shorter." });
			await scene.pass(5);
			expect(await posted(scene)).toEqual(["Shorter."]);
			await withdraw(scene);
			await scene.pass(5);
			expect(await posted(scene)).toEqual([null]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("arrives with the next minute when the word of it was lost, and so does its end", async () => {
		const witness = await play(shopOn(7), 32, async (scene) => {
			await resolvedOutage(scene);
			const unheard = async (act: () => Promise<void>) => {
				publication(scene).failing = "the publication is not there";
				await act();
				publication(scene).failing = null;
				await scene.pass(2 * MINUTE);
			};
			await unheard(() => publish(scene, TEXT));
			expect(await posted(scene)).toEqual([TEXT]);
			await unheard(() => withdraw(scene));
			expect(await posted(scene)).toEqual([null]);
			await publish(scene, "Again.");
			await scene.pass(2 * MINUTE);
			expect(await posted(scene)).toEqual(["Again."]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("stays on the status page while the database is silent", async () => {
		const witness = await play(shopOn(8), 33, async (scene) => {
			await resolvedOutage(scene);
			await publish(scene, TEXT);
			await scene.pass(MINUTE);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			await scene.pass(3 * MINUTE);
			expect(await posted(scene)).toEqual([TEXT]);
			scene.world.edge.weather.set("database", null);
		});
		expect(witness.violations).toEqual([]);
	});
});
