/** A P3 is paged in the support hours of its service, and as often as they begin while nobody has it. */
import { describe, expect, it } from "vitest";
import type { Env } from "../../worker/platform/env.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const utc = (text: string): number => Date.parse(`${text}:00Z`);
const hours = (from: string, to: string, timeZone = "UTC") => ({
	timeZone,
	windows: [{ days: [1, 2, 3, 4, 5], from, to }],
});

const SHOP: Shape = {
	name: "a shop with support hours",
	startAt: utc("2031-01-08T03:00"),
	levels: [
		{ page: ["schedule"], afterSeconds: 300 },
		{ page: ["bo"], afterSeconds: 300 },
	],
	repeat: 0,
	service: { supportHours: hours("04:00", "05:00") },
	monitors: [],
	webhookMethods: [],
	businessHours: { timeZone: "UTC", days: [1, 2, 3, 4, 5], from: "03:10", to: "03:20" },
};
const FRIDAY: Shape = {
	...SHOP,
	name: "a shop before the clocks go forward",
	startAt: utc("2031-03-28T08:30"),
	service: { supportHours: hours("09:00", "10:00", "Europe/Berlin") },
};
const MINUTES = 60;
const HOURS = 60 * MINUTES;

const declare = (scene: Scene) => scene.answer(scene.acts.declare("P3"));

async function edit(scene: Scene, supportHours: object | null): Promise<void> {
	const path = `/api/v1/services/${scene.world.ids.service}`;
	const answer = await scene.answer(scene.world.edge.http("PATCH", path, { supportHours }, ADMIN));
	expect(answer.status).toBe(200);
	scene.witness.hoursEdited();
}

async function severities(scene: Scene): Promise<{ items: { severity: string }[] }> {
	const answer = await scene.answer(
		scene.world.edge.http("GET", "/api/v1/severity-policy", undefined, ADMIN),
	);
	return answer.body as { items: { severity: string }[] };
}

const command = (scene: Scene, method: string, what: string, body?: object) =>
	scene.answer(scene.world.edge.http(method, `/api/v1/incidents/${scene.incident()}/${what}`, body, ADMIN));

/** "ana Wed 04:00": the first requests of pages. */
const paged = ({ left }: Scene): string[] =>
	left
		.filter(({ attempt }) => attempt === 1)
		.map(
			({ name, at }) =>
				`${name} ${new Date(at).toUTCString().slice(0, 3)} ${new Date(at).toISOString().slice(11, 16)}`,
		);

async function lived(shape: Shape, scene: (scene: Scene) => Promise<void>): Promise<void> {
	const witness = await play(shape, 1, async (made) => {
		// Alarms alone, so that days pass quickly.
		made.stopTicks();
		await scene(made);
	});
	expect(witness.violations).toEqual([]);
}

describe("a P3 of a service with support hours", () => {
	it("is held until they begin, not until its team’s hours, and is paged quietly each time they begin", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await scene.pass(50 * HOURS);
			expect(paged(scene)).toEqual(["ana Wed 04:00", "ana Thu 04:00", "ana Fri 04:00"]);
			const urgencies = scene.events().filter(({ type }) => type === "page_queued");
			expect(urgencies.map(({ data }) => data.urgency)).toEqual(["low", "low", "low"]);
			const reasons = scene.events().filter(({ type }) => type === "escalated");
			expect(reasons.map(({ data }) => [data.run, data.reason])).toEqual([
				[2, "hours_began"],
				[3, "hours_began"],
			]);
		}));

	it("is not paged when they begin once somebody has acknowledged it, or it is resolved", () =>
		lived(SHOP, async (scene) => {
			const path = `/api/v1/services/${scene.world.ids.service}`;
			await scene.answer(scene.world.edge.http("PATCH", path, { ackTimeoutSeconds: 0 }, ADMIN));
			await declare(scene);
			await scene.pass(65 * MINUTES);
			await command(scene, "PUT", "acknowledgement");
			await scene.pass(24 * HOURS);
			expect(paged(scene)).toEqual(["ana Wed 04:00"]);
			await command(scene, "DELETE", "acknowledgement");
			await scene.pass(5);
			await command(scene, "PUT", "resolution", {});
			await scene.pass(24 * HOURS);
			expect(paged(scene)).toEqual(["ana Wed 04:00", "ana Thu 04:05"]);
		}));

	it("is paged by the hours as they are now: earlier, later, and by the team’s where the service has none left", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await scene.pass(60);
			await edit(scene, hours("06:00", "07:00"));
			await scene.pass(90 * MINUTES);
			expect(paged(scene)).toEqual([]);
			await edit(scene, hours("04:45", "07:00"));
			await scene.pass(60 * MINUTES);
			expect(paged(scene)).toEqual(["ana Wed 04:45"]);
			await edit(scene, null);
			await scene.pass(24 * HOURS);
			expect(paged(scene)).toEqual(["ana Wed 04:45", "ana Thu 03:10"]);
		}));

	it("is paged before the hours that it was held for, once they are earlier", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await edit(scene, hours("03:30", "05:00"));
			await scene.pass(90 * MINUTES);
			expect(paged(scene)).toEqual(["ana Wed 03:30"]);
		}));

	it("pages who is on call when moved hours begin, where the word of them never came", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await scene.pass(60);
			const { edge, ids } = scene.world;
			const later = JSON.stringify(hours("05:00", "07:00"));
			const d1 = edge.env.DB as Env["DB"];
			const sql = "UPDATE services SET support_hours = ? WHERE id = ?";
			await scene.answer(d1.prepare(sql).bind(later, ids.service).run());
			await scene.pass(HOURS - 58);
			scene.witness.hoursEdited();
			await scene.pass(10 * MINUTES);
			const cover = {
				...{ userId: scene.world.users.bo, startsAt: "2031-01-08T04:30:00Z", endsAt: "2031-01-08T06:00:00Z" },
			};
			const path = `/api/v1/schedules/${ids.schedule}/overrides`;
			expect((await scene.answer(edge.http("POST", path, cover, ADMIN))).status).toBe(201);
			await scene.pass(3 * HOURS);
			expect(paged(scene)).toEqual(["bo Wed 05:00"]);
		}));

	it("is paged when they begin, also after everything was restarted and without the database", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await scene.pass(30 * MINUTES);
			scene.world.edge.kill();
			scene.witness.trouble();
			scene.world.edge.weather.set("database", { silent: 1 });
			await scene.pass(40 * MINUTES);
			expect(paged(scene)).toEqual(["ana Wed 04:00"]);
		}));

	it("is paged on Monday at the time that the clocks show then", () =>
		lived(FRIDAY, async (scene) => {
			await declare(scene);
			await scene.pass(4 * 24 * HOURS);
			expect(paged(scene)).toEqual(["ana Fri 08:30", "ana Mon 07:00", "ana Tue 07:00"]);
		}));

	it("pages whom somebody asked for while they were closed when they begin, and nobody anew", () =>
		lived(SHOP, async (scene) => {
			await declare(scene);
			await command(scene, "POST", "escalations");
			await command(scene, "POST", "escalations");
			await scene.pass(90 * MINUTES);
			expect(paged(scene)).toEqual(["ana Wed 04:00", "bo Wed 04:00"]);
			expect(scene.events().filter(({ data }) => data.reason === "hours_began")).toEqual([]);
		}));

	it("goes on with its ladder when they begin, where its severity escalates, and not in between", () =>
		lived(SHOP, async (scene) => {
			const { items } = await severities(scene);
			const escalating = items.map((rule) => ({
				...rule,
				...(rule.severity === "P3" && { escalates: true }),
			}));
			await scene.answer(
				scene.world.edge.http("PUT", "/api/v1/severity-policy", { items: escalating }, ADMIN),
			);
			await edit(scene, hours("04:00", "04:08"));
			await declare(scene);
			await scene.pass(25 * HOURS + 6 * MINUTES);
			expect(paged(scene)).toEqual(["ana Wed 04:00", "bo Wed 04:05", "bo Thu 04:00"]);
		}));
});
