/** Customers say that they are affected: enough of them open one incident, and one of them alone never does. */
import { describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop whose customers report",
	startAt: Date.UTC(2031, 0, 12, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { name: "Checkout" },
	monitors: [],
	webhookMethods: [],
};
const FORM = { "content-type": "application/x-www-form-urlencoded" };

interface Answer {
	status: number;
	body: { known?: { name: string }[] };
}
const from = (network: number) => ({ "cf-connecting-ip": `192.0.2.${network}` });
const report = (scene: Scene, body: object, network: number) =>
	scene.answer(scene.world.edge.http("POST", "/api/public/reports", body, from(network)) as Promise<Answer>);

async function componentOf(scene: Scene): Promise<string> {
	await scene.pass(90);
	const { items } = await call<{ items: { id: string }[] }>(scene, "GET", "components");
	return items[0]!.id;
}

interface Listed {
	id: string;
	title: string;
	severity: string;
	status: string;
	source: { kind: string };
}
const incidents = async (scene: Scene) => (await call<{ items: Listed[] }>(scene, "GET", "incidents")).items;
const stored = (scene: Scene) =>
	scene.world.edge.database.all("SELECT * FROM reports") as { incident_id: string | null; message: string }[];

describe("reports of customers", () => {
	it("open one triage incident when there are enough, with what they wrote, and later ones belong to it", async () => {
		const witness = await play(SHOP, 91, async (scene) => {
			const componentId = await componentOf(scene);
			for (let i = 1; i <= 4; i++)
				expect((await report(scene, { componentId, message: `Words ${i}\u202E` }, i)).status).toBe(202);
			await scene.pass(30);
			expect(await incidents(scene)).toEqual([]);
			// Two at the same moment.
			await scene.answer(
				Promise.all(
					[5, 6].map((i) => scene.world.edge.http("POST", "/api/public/reports", { componentId }, from(i))),
				),
			);
			await scene.pass(30);
			for (let i = 7; i <= 20; i++) await report(scene, { componentId }, i);
			await scene.pass(30);
			const [incident, ...others] = await incidents(scene);
			expect(others).toEqual([]);
			expect(incident).toMatchObject({ severity: "P3", status: "triage", source: { kind: "report" } });
			expect(incident!.title).toMatch(/^[56] customers report a problem with Checkout$/);
			expect(scene.events(incident!.id)[0]!.data.description).toContain("“Words 3”");
			expect(stored(scene).map((row) => row.incident_id)).toEqual(Array(20).fill(incident!.id));
		});
		expect(witness.violations).toEqual([]);
	});

	it("of one network count once, and ten thousand of them open nothing and cost next to nothing", async () => {
		await play(SHOP, 92, async (scene) => {
			const componentId = await componentOf(scene);
			const { edge } = scene.world;
			edge.forgetCounts();
			const statuses = new Map<number, number>();
			for (let i = 0; i < 20; i++) {
				const answers = await scene.answer(
					Promise.all(
						Array.from({ length: 500 }, () =>
							edge.http("POST", "/api/public/reports", { componentId }, from(1)),
						),
					),
				);
				for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
			}
			expect(statuses.get(429)).toBeGreaterThan(9_900);
			expect(edge.counts.database.written).toBeLessThan(10);
			expect(edge.counts.database.calls).toBeLessThan(150);
			await scene.pass(400);
			expect(stored(scene)).toHaveLength(1);
			expect(await incidents(scene)).toEqual([]);
		});
	}, 60_000);

	it("open the incident with a later tick when whoever was to open it was killed", async () => {
		const witness = await play(SHOP, 93, async (scene) => {
			const componentId = await componentOf(scene);
			for (let i = 1; i <= 4; i++) await report(scene, { componentId }, i);
			const desk = scene.world.edge.object("DESK", scene.world.ids.service);
			desk.failing = "the desk is not there";
			await report(scene, { componentId }, 5);
			await scene.pass(5);
			desk.failing = null;
			expect(await incidents(scene)).toEqual([]);
			expect(stored(scene).every((row) => row.incident_id !== null)).toBe(true);
			await scene.pass(400);
			expect(await incidents(scene)).toHaveLength(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("belong to the incident that is open already, tell what is known, and keep to the organization's threshold", async () => {
		await play(SHOP, 94, async (scene) => {
			const componentId = await componentOf(scene);
			await call(scene, "PATCH", "settings", { reportThreshold: 2 });
			await scene.answer(scene.acts.declare("P1"));
			await scene.pass(30);
			const told = await report(scene, { componentId }, 1);
			expect(told.body.known).toMatchObject([{ name: "Checkout is down" }]);
			await report(scene, { componentId }, 2);
			await scene.pass(30);
			expect(await incidents(scene)).toHaveLength(1);
			await call(scene, "PATCH", "settings", { reportThreshold: 0 });
			expect((await report(scene, { componentId: "cmp_nothing" }, 3)).status).toBe(422);
		});
	});

	it("can be sent by the form without a script, where programs that fill in everything count for nobody", async () => {
		await play(SHOP, 95, async (scene) => {
			const componentId = await componentOf(scene);
			const { edge } = scene.world;
			const send = (form: string, network: number) =>
				scene.answer(edge.http("POST", "/report", form, { ...FORM, ...from(network) }));
			const page = await scene.answer(edge.http("GET", `/report?component=${componentId}`, undefined));
			expect(page.body).toContain(`value="${componentId}" selected=""`);
			const sent = await send(
				`componentId=${componentId}&message=%3Cscript%3Ealert(1)%3C/script%3E&website=`,
				1,
			);
			expect(sent).toMatchObject({ status: 202, body: expect.stringContaining("Your report was counted") });
			await send(`componentId=${componentId}&message=buy&website=http://spam`, 2);
			expect(stored(scene).map(({ message }) => message)).toEqual(["<script>alert(1)</script>"]);
		});
	});
});
