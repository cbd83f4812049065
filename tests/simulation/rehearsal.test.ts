/** A rehearsal is worth as much as it is true: what it says is what a night then does. */
import { describe, expect, it } from "vitest";
import { CAST_NAMES, type CastName } from "../support/cast.ts";
import { PATIENCE_MS, runs } from "../support/runs.ts";
import { play, type Scene } from "./scene.ts";
import type { SeenEvent } from "./witness/incident-record.ts";
import { ADMIN, type Shape } from "./world.ts";

const WORLD: Shape = {
	name: "a rehearsed team",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["schedule"], afterSeconds: 60 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: ["chidi"],
	businessHours: { timeZone: "Europe/Berlin", days: [1, 2, 3, 4, 5], from: "04:30", to: "12:00" },
};
/** Long enough for a ladder, its end and a repeat of the last level. */
const WATCHED_SECONDS = 45 * 60;
/** What is due just before the end may come just after it. */
const EDGE_SECONDS = 20;
const LEAVES_WITHIN_SECONDS = 0.2;
const SEVERITIES = ["P1", "P2", "P3", "P4"] as const;

interface Requested {
	/** Seconds after the incident began. */
	after: number;
	/** To whom, by what, and from which place on the ladder. */
	what: string;
	/** Of a further attempt: the seconds that its phone took to say that the page was there, from which it counts. */
	waited?: number;
}

interface StepWire {
	kind: string;
	afterSeconds: number;
	round: number;
	level: number;
	attempt: number;
	user: { id: string } | null;
	method: { id: string };
}

interface Rehearsal {
	at: string;
	untilAt: string;
	steps: StepWire[];
	incident: { id: string } | null;
}

interface Draft {
	levels: object[];
	repeat: number;
}

type Preview = { levels: object[]; policy?: object; firstPageAt: string | null; findings: object[] };

/** They are asked for one after the other: what is so from now on begins a moment later. */
const untimed = (finding: object): object => {
	const { fromAt: _from, untilAt: _until, ...rest } = finding as { fromAt?: string; untilAt?: string };
	return rest;
};

interface Listed {
	items: { id: string }[];
}

async function send<Body>(scene: Scene, method: string, path: string, body?: object): Promise<Body> {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}`).toBeLessThan(300);
	return answer.body as Body;
}

/** A ladder, people's own rules and methods, and who covers for whom, all by chance and through the API. */
async function shake(scene: Scene): Promise<void> {
	const { dice } = scene.world.edge;
	const { ids } = scene.world;
	const webhook = (await send<Listed>(scene, "GET", "webhooks")).items[0]?.id ?? "";
	const everybody = [
		{ kind: "schedule", id: ids.schedule },
		{ kind: "team", id: ids.team },
		{ kind: "webhook", id: webhook },
		...CAST_NAMES.map((name) => ({ kind: "user", id: scene.world.users[name] })),
	];
	const levels = Array.from({ length: dice.whole(1, 4) }, () => {
		const some = everybody.filter(() => dice.hits(0.3));
		const targets = some.length > 0 ? some : everybody.slice(0, 1);
		const escalateAfterSeconds = dice.oneOf([20, 45, 60, 180, 400]);
		return { targets, escalateAfterSeconds, ...(dice.hits(0.3) && { when: someWhen(scene) }) };
	});
	await send(scene, "PATCH", `escalation-policies/${ids.policy}`, { levels, repeat: dice.whole(0, 2) });
	for (const name of CAST_NAMES) await shakePerson(scene, name);
	if (dice.hits(0.4)) await cover(scene);
	if (dice.hits(0.5)) await keepHours(scene);
}

/** Hours of the service's own, which end and begin anew while it is watched. */
async function keepHours(scene: Scene): Promise<void> {
	const { dice } = scene.world.edge;
	const [first, second] = [dice.whole(0, 9), dice.whole(15, 30)];
	const minute = (of: number) => `04:${String(of).padStart(2, "0")}`;
	const windows = [
		{ days: [1], from: minute(first), to: minute(first + dice.whole(1, 5)) },
		{ days: [1], from: minute(second), to: minute(second + dice.whole(1, 10)) },
	];
	await send(scene, "PATCH", `services/${scene.world.ids.service}`, {
		supportHours: { timeZone: "Europe/Berlin", windows },
	});
	const { items } = await send<{ items: { severity: string }[] }>(scene, "GET", "severity-policy");
	const escalates = dice.hits(0.5);
	const changed = items.map((rule) => (rule.severity === "P3" ? { ...rule, escalates } : rule));
	await send(scene, "PUT", "severity-policy", { items: changed });
}

/** Hours that begin or end while it is watched, or some severities. */
function someWhen(scene: Scene): object {
	const { dice } = scene.world.edge;
	const from = `04:${String(dice.whole(0, 12)).padStart(2, "0")}`;
	const window = { days: [1], from, to: dice.oneOf(["04:14", "04:20", "12:00"]) };
	if (dice.hits(0.6)) return { hours: { timeZone: "Europe/Berlin", windows: [window] } };
	return { severities: SEVERITIES.filter((_, n) => n === 0 || dice.hits(0.5)) };
}

async function shakePerson(scene: Scene, name: CastName): Promise<void> {
	const { dice } = scene.world.edge;
	const path = `users/${scene.world.users[name]}`;
	const hook = { kind: "webhook", name: "Hook", url: `https://hooks.example.com/${name}` };
	if (dice.hits(0.3)) await send(scene, "POST", `${path}/contact-methods`, hook);
	const high = [
		{ method: "push", delaySeconds: dice.oneOf([0, 15, 70]) },
		{ method: "webhook", delaySeconds: dice.oneOf([0, 30]) },
	];
	const notificationRules = { high, low: [{ method: "push", delaySeconds: 10 }] };
	if (dice.hits(0.3)) await send(scene, "PATCH", path, { notificationRules });
	const method = `${path}/contact-methods/${scene.world.methods[name]}`;
	if (dice.hits(0.15)) await send(scene, "PATCH", method, { state: "disabled" });
}

/** It begins before the incident or in the middle of it, and may leave the slot empty. */
async function cover(scene: Scene): Promise<void> {
	const { clock, dice } = scene.world.edge;
	const { users, ids } = scene.world;
	const from = clock.wall() + dice.oneOf([-600_000, 90_000, 300_000]);
	await send(scene, "POST", `schedules/${ids.schedule}/overrides`, {
		userId: dice.oneOf([users.bo, users.chidi, null]),
		startsAt: new Date(from).toISOString(),
		endsAt: new Date(from + 700_000).toISOString(),
	});
}

const inOrder = (list: Requested[], before: number) =>
	list
		.filter(({ after }) => after < before)
		.sort((a, b) => a.what.localeCompare(b.what) || a.after - b.after);

function told(steps: StepWire[]): Requested[] {
	const pages = steps.filter(({ kind }) => kind === "page");
	return pages.map(({ afterSeconds, user, method, round, level, attempt }) => ({
		after: afterSeconds,
		what: `${user?.id ?? null} ${method.id} ${round}/${level} ${attempt}`,
	}));
}

/** What left, without the time that a phone took to say that the page was there: a rehearsal has no network. */
function happened(events: SeenEvent[]): Requested[] {
	const startsAt = events[0]?.at ?? 0;
	const of = (type: string) => events.filter((event) => event.type === type);
	const receiptMs = (pageId: unknown) => {
		const first = of("page_attempted").find(({ data }) => data.pageId === pageId)?.at ?? 0;
		return (of("page_received").find(({ data }) => data.pageId === pageId)?.at ?? first) - first;
	};
	return of("page_attempted").map(({ at, data }) => {
		const waitedMs = Number(data.attempt) > 1 ? receiptMs(data.pageId) : 0;
		const what = `${data.userId} ${data.methodId} ${data.round}/${data.level} ${data.attempt}`;
		return { after: (at - startsAt - waitedMs) / 1_000, what, waited: waitedMs / 1_000 };
	});
}

/** One world: what was told of it, and what then happened. */
async function both(seed: number): Promise<{ told: Requested[]; happened: Requested[] }> {
	const found = { told: [] as Requested[], happened: [] as Requested[] };
	await play(WORLD, seed, async (scene) => {
		await shake(scene);
		const severity = scene.world.edge.dice.oneOf(SEVERITIES);
		const { service: serviceId } = scene.world.ids;
		const rehearsal = await send<Rehearsal>(scene, "POST", "rehearsals", { serviceId, severity });
		const incident = { serviceId, severity, title: "Checkout is down" };
		const { id } = await send<{ id: string }>(scene, "POST", "incidents", incident);
		await scene.pass(WATCHED_SECONDS);
		const playedSeconds = (Date.parse(rehearsal.untilAt) - Date.parse(rehearsal.at)) / 1_000;
		const before = Math.min(WATCHED_SECONDS, playedSeconds) - EDGE_SECONDS;
		found.told = inOrder(told(rehearsal.steps), before);
		found.happened = inOrder(happened(scene.events(id)), before);
	});
	return found;
}

describe("a rehearsal", () => {
	it(
		"names every request that the night then sends: to whom, by what, and to the second",
		async () => {
			let compared = 0;
			for (let seed = 1; seed <= runs(20); seed++) {
				const { told, happened } = await both(seed);
				const whats = (list: Requested[]) => list.map(({ what }) => what);
				expect(whats(happened), `seed ${seed}`).toEqual(whats(told));
				// One that waits for hours counts from their beginning, and not from the phone's word.
				const lateBy = happened.map(({ after, waited = 0 }, i) => {
					const wanted = told[i]?.after ?? 0;
					return Math.min(Math.abs(after - wanted), Math.abs(after + waited - wanted));
				});
				// A level's time counts from when it was really paged: what each takes to leave adds up.
				const levels = new Set(whats(told).map((what) => what.split(" ")[2])).size;
				expect(Math.max(0, ...lateBy), `seed ${seed}`).toBeLessThan(1 + levels * LEAVES_WITHIN_SECONDS);
				compared += told.length;
			}
			expect(compared).toBeGreaterThan(200);
		},
		PATIENCE_MS,
	);

	it("of a policy that is not saved names whom the saved one would page, and what is wrong with both", async () => {
		let wrong = 0;
		for (let seed = 1; seed <= runs(6); seed++)
			await play(WORLD, seed, async (scene) => {
				await shake(scene);
				const { service: serviceId, policy: id } = scene.world.ids;
				const { levels, repeat } = await send<Draft>(scene, "GET", `escalation-policies/${id}`);
				const severity = scene.world.edge.dice.oneOf(SEVERITIES);
				const draft = { levels, repeat, serviceId, severity };
				const { findings, ...paged } = await send<Preview>(
					scene,
					"POST",
					"escalation-policy-previews",
					draft,
				);
				const saved = await send<Preview>(
					scene,
					"GET",
					`services/${serviceId}/escalation?severity=${severity}`,
				);
				const { policy, firstPageAt } = saved;
				expect({ ...paged, policy, firstPageAt }, `seed ${seed}`).toEqual(saved);
				const found = await send<{ items: object[] }>(scene, "GET", `escalation-policies/${id}/findings`);
				expect(findings.map(untimed)).toEqual(found.items.map(untimed));
				const all = await send<{ items: object[] }>(scene, "GET", "escalation-policy-findings");
				expect(all.items).toMatchObject([{ policyId: id, findings: found.items.map(untimed) }]);
				wrong += findings.length;
				const alone = { ...draft, serviceId: null };
				expect(
					(await send<Preview>(scene, "POST", "escalation-policy-previews", alone)).levels,
				).toBeDefined();
				const lost = { ...draft, serviceId: `${serviceId.slice(0, -4)}0000` };
				const answer = scene.world.edge.http("POST", "/api/v1/escalation-policy-previews", lost, ADMIN);
				expect((await scene.answer(answer)).status).toBe(422);
			});
		expect(wrong).toBeGreaterThan(0);
	});

	it("sends nothing, and leaves no incident behind", async () => {
		await play(WORLD, 1, async (scene) => {
			const { service: serviceId } = scene.world.ids;
			const asked = { serviceId, severity: "P1" };
			expect((await send<Rehearsal>(scene, "POST", "rehearsals", asked)).steps.length).toBeGreaterThan(2);
			await scene.pass(120);
			expect(scene.left).toEqual([]);
			expect((await send<Listed>(scene, "GET", "incidents")).items).toEqual([]);
		});
	});

	it("is played for real when somebody asks for a drill, which says so on every phone and stays private", async () => {
		await play(WORLD, 1, async (scene) => {
			const { service: serviceId } = scene.world.ids;
			const asked = { serviceId, severity: "P1", live: true };
			const drill = await send<Rehearsal>(scene, "POST", "rehearsals", asked);
			expect(drill.incident).toMatchObject({ drill: true, title: "Drill: Checkout" });
			await scene.pass(5);
			expect(scene.left.length).toBeGreaterThan(0);
			for (const { body } of scene.left) expect(body).toContain("Drill: Checkout");
			const page = await scene.answer(scene.world.edge.http("GET", "/api/v2/summary.json", undefined));
			expect(page.body).toMatchObject({ incidents: [] });
		});
	});
});
