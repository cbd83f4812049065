/** Updates that were promised: asked for, said to be late, and counted afterwards. */
import { describe, expect, it } from "vitest";
import { Hooks, TOLD_HOST } from "./hooks.ts";
import { call, noticesOf } from "./notices.ts";
import { type Left, play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a team that keeps its word",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [{ page: ["ana"], afterSeconds: 3_600 }],
	repeat: 0,
	service: { ackTimeoutSeconds: 0 },
	monitors: [],
	webhookMethods: [],
};

const reminders = (scene: Scene) => scene.left.filter(({ body }) => kindOf(body) === "update_due");
const kindOf = (body: string) => JSON.parse(body).notification?.data.kind as string | undefined;
const titleOf = ({ body }: Left) => JSON.parse(body).notification.title as string;
const page = async (scene: Scene) =>
	String((await scene.answer(scene.world.edge.http("GET", "/", undefined))).body);
const command = (scene: Scene, method: string, path: string, body?: object) =>
	call(scene, method, `incidents/${scene.incident()}/${path}`, body);
const update = (scene: Scene, audience = "public", more = {}) =>
	command(scene, "POST", "updates", { audience, status: "investigating", message: "Looking.", ...more });

/** Declared a minute ago, and Ana has it. */
async function taken(scene: Scene, severity: string): Promise<number> {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(60);
	await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
	return Number(scene.events()[0]!.at);
}

describe.each([
	["P1", 15],
	["P2", 30],
])("a %s whose public is promised news every %i minutes", (severity, everyMin) => {
	it("is asked for 5 min before, said to be due, then overdue, and the lead is paged", async () => {
		const witness = await play(TEAM, 1, async (scene) => {
			const begunAt = await taken(scene, severity);
			const said: string[] = [];
			for (const untilMin of [everyMin - 4, everyMin + 1, everyMin + 6]) {
				await scene.pass((begunAt + untilMin * 60_000 - scene.world.edge.clock.wall()) / 1_000);
				const words = /Next update by|Update overdue since/.exec(await page(scene));
				said.push(String(words));
			}
			expect(said).toEqual(["Next update by", "Update overdue since", "Update overdue since"]);
			const minutesOf = (at: number) => Math.round((at - begunAt) / 60_000);
			const firsts = reminders(scene).filter(({ attempt }) => attempt === 1);
			expect(firsts.map((one) => [minutesOf(one.at), one.name, titleOf(one)])).toEqual([
				[everyMin - 5, "ana", `${severity} · Public update due in 5 min`],
				[everyMin + 5, "ana", `${severity} · Public update overdue by 5 min`],
			]);
			const events = scene.events().filter(({ type }) => type.startsWith("update_"));
			expect(events.map(({ type, at }) => [minutesOf(Number(at)), type])).toEqual([
				[everyMin - 5, "update_reminded"],
				[everyMin, "update_due"],
				[everyMin + 5, "update_overdue"],
				[everyMin + 5, "update_reminded"],
			]);
			await update(scene);
			await scene.pass(60);
			await update(scene);
			await command(scene, "PUT", "resolution", { overrideReason: "It works" });
			await scene.pass(90);
			const { updates } = await call<{ updates: object }>(scene, "GET", "metrics");
			expect(updates).toMatchObject({ kept: 1, late: 1 });
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a reminder of an update", () => {
	it("posts its own words by one press, and nothing by the second", async () => {
		const witness = await play(TEAM, 2, async (scene) => {
			await taken(scene, "P1");
			await scene.pass(560);
			const [reminder] = reminders(scene);
			const press = () => scene.answer(scene.people.act("ana", reminder!.token, "no-change"));
			await press();
			await press();
			const results = scene.people.answers.filter(({ action }) => action === "no-change");
			expect(results.map(({ body }) => (body as { result: string }).result)).toEqual([
				"posted",
				"already_posted",
			]);
			await scene.pass(5);
			expect(await page(scene)).toContain("We are still looking for the cause of the problem with Checkout.");
			await scene.pass(400);
			expect(scene.types()).not.toContain("update_due");
			expect(scene.types().filter((type) => type === "update_published")).toHaveLength(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("does nothing else in its bearer's name, and a page's token posts nothing", async () => {
		await play(TEAM, 3, async (scene) => {
			await taken(scene, "P1");
			await scene.pass(560);
			const [reminder] = reminders(scene);
			const answers = async (token: string, method: string, path: string, body?: object) => {
				const headers = { authorization: `Bearer ${token}` };
				const work = scene.world.edge.http(method, `/api/v1/page-actions/${path}`, body, headers);
				return (await scene.answer(work)).status;
			};
			expect(await answers(reminder!.token, "GET", "page")).toBe(403);
			expect(await answers(reminder!.token, "POST", "acknowledge", {})).toBe(403);
			expect(await answers(reminder!.token, "POST", "escalate", {})).toBe(403);
			expect(await answers(reminder!.token, "POST", "receipt", {})).toBe(204);
			expect(await answers(scene.left[0]!.token, "POST", "no-change", {})).toBe(403);
			await command(scene, "PUT", "status", { status: "identified" });
			expect(await answers(reminder!.token, "POST", "no-change", {})).toBe(409);
		});
	});

	it.each(["resolve", "post", "quiet"])(
		"does not leave when somebody did it just before: %s",
		async (act) => {
			const witness = await play(TEAM, 4, async (scene) => {
				const begunAt = await taken(scene, "P1");
				// The key that signs a push is asked of an object that answers late.
				scene.world.edge.ofKind("VAULT")[0]!.slowMs = 3_000;
				scene.world.edge.env.VAPID_PUBLIC_KEY = `late ${act}`;
				await scene.pass((begunAt + 600_500 - scene.world.edge.clock.wall()) / 1_000);
				expect(scene.types()).toContain("update_reminded");
				if (act === "post") await update(scene);
				else if (act === "quiet") await command(scene, "PUT", "severity", { severity: "P4" });
				else await command(scene, "PUT", "resolution", { overrideReason: "It works" });
				await scene.pass(60);
				expect(reminders(scene)).toEqual([]);
			});
			expect(witness.violations).toEqual([]);
		},
	);
});

describe("stakeholders of the organization", () => {
	it("are told of a P1's begin, of every update, and of its end, and never paged", async () => {
		const witness = await play(TEAM, 5, async (scene) => {
			const left = noticesOf(scene);
			const { bo, chidi } = scene.world.users;
			const stakeholders = [
				{ name: "Board", userId: chidi, channel: "push" },
				{ name: "Support", userId: bo, channel: "webhook" },
			];
			await call(scene, "PATCH", "settings", { stakeholders });
			await scene.pass(5);
			await policy(scene, "P1", { alsoPage: [] });
			await taken(scene, "P1");
			await scene.pass(70);
			await update(scene, "stakeholders");
			await scene.pass(130);
			await command(scene, "PUT", "resolution", { overrideReason: "It works" });
			await scene.pass(130);
			expect(left.map(({ name, title }) => [name, title])).toEqual([
				["chidi", "P1 incident · Checkout"],
				["chidi", "Update on #1 · Checkout"],
				["chidi", "#1 is resolved · Checkout"],
			]);
			expect(scene.left.map(({ name }) => name)).not.toContain("chidi");
		});
		expect(witness.violations).toEqual([]);
	});

	it("are owed the public's update, so that one of both is asked for", async () => {
		const witness = await play(TEAM, 8, async (scene) => {
			const stakeholders = [{ name: "Board", userId: scene.world.users.chidi, channel: "push" }];
			await call(scene, "PATCH", "settings", { stakeholders });
			await scene.pass(5);
			await taken(scene, "P1");
			await scene.pass(700);
			const asked = scene.events().filter(({ type }) => type === "update_reminded");
			expect(asked.map(({ data }) => data.audience)).toEqual(["public"]);
			await update(scene);
			await scene.pass(500);
			expect(scene.types()).not.toContain("stakeholder_update_due");
		});
		expect(witness.violations).toEqual([]);
	});

	it("are told of a P2 in the team's hours alone, and then how it stands", async () => {
		const NIGHT = { ...TEAM, name: "a team with hours, at night", startAt: Date.UTC(2031, 0, 8, 3) };
		const businessHours = { timeZone: "UTC", days: [1, 2, 3, 4, 5], from: "04:00", to: "17:00" };
		await play({ ...NIGHT, businessHours }, 6, async (scene) => {
			const left = noticesOf(scene);
			await policy(scene, "P2", { notifyUserIds: [scene.world.users.chidi], alsoPage: [] });
			await taken(scene, "P2");
			await update(scene, "stakeholders", { message: "The first word." });
			await scene.pass(1_200);
			await update(scene, "stakeholders", { message: "The last word." });
			await scene.pass(600);
			expect(left).toEqual([]);
			await scene.pass(1_800);
			expect(left.map(({ body }) => body)).toEqual(["The last word."]);
		});
	});

	it("are told by a webhook of the organization, signed as its other words are", async () => {
		await play(TEAM, 7, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const url = `https://${TOLD_HOST}/board`;
			const made = await call<{ id: string; secret: string }>(scene, "POST", "webhooks", { url, events: [] });
			hooks.secrets.set("board", made.secret);
			await call(scene, "PATCH", "settings", { stakeholders: [{ name: "Board", channel: made.id }] });
			await scene.pass(5);
			await taken(scene, "P1");
			await scene.pass(70);
			expect(hooks.told.map(({ type, isVerified }) => [type, isVerified])).toEqual([["reminder", true]]);
		});
	});
});

async function policy(scene: Scene, severity: string, fields: object): Promise<void> {
	const { items } = await call<{ items: { severity: string }[] }>(scene, "GET", "severity-policy");
	const changed = items.map((rule) => (rule.severity === severity ? { ...rule, ...fields } : rule));
	await call(scene, "PUT", "severity-policy", { items: changed });
	await scene.pass(5);
}
