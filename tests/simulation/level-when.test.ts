/** A level that pages at certain hours only is skipped at others, and a ladder never ends in silence because of it. */
import { expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const NIGHT: Shape = {
	name: "a team by day and by night",
	startAt: Date.UTC(2031, 0, 8, 3),
	levels: [{ page: ["schedule"], afterSeconds: 60 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};
const at = (from: string, to: string) => ({
	hours: { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5], from, to }] },
});

/** Ana by these hours, then Bo by those, a minute later. */
async function ladder(
	scene: Scene,
	severity: string,
	...whens: ({ two?: true; severities?: string[]; hours?: object } | undefined)[]
): Promise<void> {
	const { users, ids } = scene.world;
	const people = [users.ana, users.bo];
	const levels = whens.map((only, n) => {
		const { two = false, ...when } = only ?? {};
		return {
			...{ targets: [{ kind: "user", id: people[n] }], escalateAfterSeconds: 60 },
			...(two && { needsAcknowledgements: 2 }),
			...(only && { when }),
		};
	});
	const path = `/api/v1/escalation-policies/${ids.policy}`;
	expect((await scene.answer(scene.world.edge.http("PATCH", path, { levels }, ADMIN))).status).toBe(200);
	await scene.answer(scene.acts.declare(severity));
}

const paged = ({ left }: Scene) =>
	left.filter(({ attempt }) => attempt === 1).map(({ name, level }) => `${name} ${level}`);

it("a level by day is skipped at night, and the next one is paged at once", async () => {
	const witness = await play(NIGHT, 1, async (scene) => {
		await ladder(scene, "P2", at("09:00", "17:00"), at("17:00", "09:00"));
		await scene.pass(5);
		expect(paged(scene)).toEqual(["bo 2"]);
		const health = await scene.answer(
			scene.world.edge.http("GET", "/api/v1/service-health", undefined, ADMIN),
		);
		const { items } = health.body as { items: { onCall: { name: string }[] }[] };
		expect(items.map(({ onCall }) => onCall.map(({ name }) => name))).toEqual([["Bo"], ["Bo"]]);
		const empty = scene.events().filter(({ type }) => type === "level_empty");
		expect(empty.map(({ data }) => [data.level, data.isSkipped])).toEqual([[1, true]]);
	});
	expect(witness.violations).toEqual([]);
});

it("a level whose hours end before it is due is not paged, and the last that applies is paged again", async () => {
	const witness = await play(NIGHT, 1, async (scene) => {
		await ladder(scene, "P2", undefined, at("02:00", "03:01"));
		await scene.pass(15 * 60);
		expect(paged(scene)).toEqual(["ana 1", "ana 1"]);
	});
	expect(witness.violations).toEqual([]);
});

it("the people whom a severity adds are paged with the first level that applies", async () => {
	const witness = await play(NIGHT, 1, async (scene) => {
		await ladder(scene, "P1", at("09:00", "17:00"), undefined);
		await scene.pass(5);
		expect(paged(scene).sort()).toEqual(["ana 2", "bo 2", "chidi 2"]);
	});
	expect(witness.violations).toEqual([]);
});

it("a level that needs two people needs one while it does not apply", async () => {
	const witness = await play(NIGHT, 1, async (scene) => {
		await ladder(scene, "P2", undefined, { severities: ["P1"], two: true });
		await scene.pass(70);
		const path = `/api/v1/incidents/${scene.incident()}/acknowledgement`;
		await scene.answer(scene.world.edge.http("PUT", path, {}, ADMIN));
		expect(scene.types()).toContain("acknowledged");
		expect(scene.types()).not.toContain("first_acknowledged");
	});
	expect(witness.violations).toEqual([]);
});

it("where no level applies, the admins are paged, and health says so", async () => {
	await play(NIGHT, 1, async (scene) => {
		await ladder(scene, "P2", at("09:00", "17:00"), at("09:00", "17:00"));
		await scene.pass(5);
		expect(scene.types()).toContain("exhausted");
		expect(new Set(scene.left.map(({ level }) => level))).toEqual(new Set([0]));
	});
});
