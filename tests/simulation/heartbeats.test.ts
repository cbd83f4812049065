import { describe, expect, it } from "vitest";
import { makeHeartbeatKey } from "../../worker/monitoring/heartbeats/heartbeat-key.ts";
import { chance as seeded } from "../support/seeded.ts";
import { connectionLost } from "./edge/object.ts";
import type { Trouble } from "./edge/weather.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "jobs that report in",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { reopenWindowSeconds: 60 },
	monitors: [],
	webhookMethods: [],
};
const MINUTE = 60;
/** What the alarm of the Watch and the page of the incident may take, in seconds. */
const BOUND = 5;

interface Job {
	id: string;
	path: string;
}

const call = async (scene: Scene, method: string, path: string, body?: object) => {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
	return answer.body as Record<string, string>;
};

async function jobOf(scene: Scene, terms: object): Promise<Job> {
	const { service } = scene.world.ids;
	const monitor = { name: "Nightly backup", kind: "heartbeat", serviceId: service, ...terms };
	const { id, key } = await call(scene, "POST", "monitors", monitor);
	return { id: id!, path: `/heartbeat/${key}` };
}

/** True when it was accepted within a second. Who is killed answers nothing. */
async function reports(scene: Scene, { path }: Job, how = ""): Promise<boolean> {
	let isAccepted = false;
	const heard = scene.world.edge.http("POST", path + how, undefined).then(
		({ status }) => {
			isAccepted = status === 200;
		},
		() => {},
	);
	await scene.pass(1);
	void heard;
	return isAccepted;
}

const change = (scene: Scene, { id }: Job, fields: object) => call(scene, "PATCH", `monitors/${id}`, fields);
const stateOf = async (scene: Scene, { id }: Job) => (await call(scene, "GET", `monitors/${id}`)).state;
const states = (scene: Scene) => [...scene.witness.incidents.values()].map(({ state }) => state);
const open = (scene: Scene) => states(scene).filter((state) => state !== "resolved").length;
const resolve = (scene: Scene) =>
	call(scene, "PUT", `incidents/${scene.incident()}/resolution`, { overrideReason: "the job is stopped" });
const resolveSilently = (scene: Scene) =>
	scene.answer(scene.world.edge.http("PUT", `/api/v1/incidents/${scene.incident()}/resolution`, {}, ADMIN));
const plan = (scene: Scene, { id }: Job, from: number, to: number) => {
	const at = (minutes: number) => new Date(scene.world.edge.clock.wall() + minutes * 60_000).toISOString();
	return call(scene, "POST", "maintenances", {
		...{ title: "Move", startsAt: at(from), endsAt: at(to), monitorIds: [id] },
	});
};
const watchOf = (scene: Scene) => scene.world.edge.ofKind("WATCH")[0]!;

describe("a job that reports every hour", () => {
	const HOURLY = { intervalSeconds: 3_600, graceSeconds: 300 };

	it("pages nobody before its first beat, and nobody while it reports in time", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await scene.pass(100 * MINUTE);
			expect(await stateOf(scene, job)).toBe("pending");
			for (const minutes of [60, 64, 55, 1]) {
				expect(await reports(scene, job)).toBe(true);
				await scene.pass(minutes * MINUTE);
			}
			expect(await stateOf(scene, job)).toBe("up");
			expect(states(scene)).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it.each([
		["by its alarm alone", true],
		["although its alarm never rings, by the minute tick", false],
	])("pages when it stays silent, %s, and that ends with its next beat", async (_, byAlarm) => {
		const witness = await play(SHOP, 2, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			if (byAlarm) scene.stopTicks();
			else scene.world.edge.alarmFault = () => "lost";
			await reports(scene, job);
			await scene.pass(65 * MINUTE - 2);
			expect(states(scene)).toEqual([]);
			await scene.pass(2 + (byAlarm ? BOUND : MINUTE + BOUND));
			expect(states(scene)).toEqual(["triggered"]);
			expect(scene.left.map(({ name }) => name)).toContain("ana");
			await reports(scene, job);
			await scene.pass(2 * MINUTE);
			expect(states(scene)).toEqual(["resolved"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages at once when it reports a failure, with what it said", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await scene.pass(MINUTE);
			await reports(scene, job, "/fail");
			await scene.pass(BOUND);
			expect(states(scene)).toEqual(["triggered"]);
			const [first] = scene.events();
			expect(first!.data).toMatchObject({
				title: "Nightly backup failed",
				evidence: [{ region: "", outcome: "down", reason: "failed" }],
			});
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages when a run starts and does not end within the grace", async () => {
		const witness = await play(SHOP, 4, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job, "/start");
			await scene.pass(4 * MINUTE);
			await reports(scene, job);
			await scene.pass(MINUTE);
			expect(states(scene)).toEqual([]);
			await reports(scene, job, "/start");
			await scene.pass(5 * MINUTE + BOUND);
			expect(states(scene)).toEqual(["triggered"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is never silent while it is down: what a person resolved pages again with the next beat that is missed", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await scene.pass(65 * MINUTE + BOUND);
			await resolve(scene);
			await scene.pass(50 * MINUTE);
			expect(open(scene)).toBe(0);
			await scene.pass(11 * MINUTE);
			expect(open(scene)).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is not resolved without a word while it is late: what is known of it is the evidence", async () => {
		await play(SHOP, 6, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await scene.pass(65 * MINUTE + BOUND);
			expect(await resolveSilently(scene)).toMatchObject({
				status: 409,
				body: { evidence: [{ monitorId: job.id, reason: "late" }] },
			});
		});
	});

	it("is not expected while it is paused, and from then on anew", async () => {
		const witness = await play(SHOP, 7, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await change(scene, job, { paused: true });
			await scene.pass(180 * MINUTE);
			await change(scene, job, { paused: false });
			await scene.pass(64 * MINUTE);
			expect(states(scene)).toEqual([]);
			await scene.pass(MINUTE + BOUND);
			expect(states(scene)).toEqual(["triggered"]);
			// A pause is no beat: what was late is late afterwards.
			await change(scene, job, { paused: true });
			await change(scene, job, { paused: false });
			await scene.pass(MINUTE);
			expect(states(scene)).toEqual(["triggered"]);
			expect(await stateOf(scene, job)).toBe("down");
			expect(await resolveSilently(scene)).toMatchObject({
				status: 409,
				body: { evidence: [{ reason: "late" }] },
			});
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages after planned work for what it missed meanwhile, and not before", async () => {
		const witness = await play(SHOP, 8, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await plan(scene, job, 30, 120);
			await scene.pass(119 * MINUTE);
			expect(states(scene)).toEqual([]);
			await scene.pass(MINUTE + BOUND);
			expect(states(scene)).toEqual(["triggered"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages after planned work for a failure that it reported meanwhile", async () => {
		const witness = await play(SHOP, 12, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			await plan(scene, job, 1, 30);
			await scene.pass(10 * MINUTE);
			await reports(scene, job, "/fail");
			await scene.pass(19 * MINUTE);
			expect(states(scene)).toEqual([]);
			await scene.pass(MINUTE + BOUND);
			expect(states(scene)).toEqual(["triggered"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("ends what it was down for when it is deleted, and takes no beat any more", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job, "/fail");
			await scene.pass(BOUND);
			await call(scene, "DELETE", `monitors/${job.id}`);
			await scene.pass(MINUTE);
			expect(states(scene)).toEqual(["resolved"]);
			expect(await reports(scene, job)).toBe(false);
		});
		expect(witness.violations).toEqual([]);
	});

	it("takes no beat by a key that was replaced, and none by a key that somebody made up, for which no Watch wakes", async () => {
		const witness = await play(SHOP, 14, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			const { key } = await call(scene, "POST", `monitors/${job.id}/key`, {});
			expect(await reports(scene, job)).toBe(false);
			expect(await reports(scene, { ...job, path: `/heartbeat/${key}` })).toBe(true);
			const madeUp = makeHeartbeatKey("mon_01J0000000000000000000000A", "slice-77").key;
			const { edge } = scene.world;
			scene.stopTicks();
			await scene.pass(BOUND);
			edge.forgetCounts();
			expect(await reports(scene, { ...job, path: `/heartbeat/${madeUp}` })).toBe(false);
			expect(edge.counts.calls).toEqual({});
		});
		expect(witness.violations).toEqual([]);
	});

	it("has its key in one answer alone, and in none that is given again", async () => {
		await play(SHOP, 15, async (scene) => {
			const monitor = { name: "Backup", kind: "heartbeat", serviceId: scene.world.ids.service, ...HOURLY };
			const headers = { ...ADMIN, "idempotency-key": "once" };
			const make = () => scene.answer(scene.world.edge.http("POST", "/api/v1/monitors", monitor, headers));
			const first = (await make()).body as Record<string, string>;
			const again = (await make()).body as Record<string, string>;
			expect(again).toMatchObject({ id: first.id, key: null });
			expect(JSON.stringify(again)).not.toContain(first.key);
			expect(first.url).toContain(first.key);
		});
	});

	it.each(["the call to its Watch", "the answer of its Watch"])(
		"is heard although %s is lost once",
		async (what) => {
			const witness = await play(SHOP, 16, async (scene) => {
				const job = await jobOf(scene, HOURLY);
				const watch = watchOf(scene);
				const ask = watch.call.bind(watch);
				let isLost = false;
				watch.call = async (method, args) => {
					if (method !== "hearBeat" || isLost) return ask(method, args);
					isLost = true;
					if (what === "the answer of its Watch") await ask(method, args);
					throw connectionLost();
				};
				expect(await reports(scene, job)).toBe(true);
				expect(isLost).toBe(true);
				expect(await stateOf(scene, job)).toBe("up");
			});
			expect(witness.violations).toEqual([]);
		},
	);

	it("is told to slow down when it reports more than 600 times in a minute", async () => {
		await play(SHOP, 17, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			const beat = () => scene.answer(scene.world.edge.http("GET", job.path, undefined));
			const answers = await Promise.all(Array.from({ length: 601 }, beat));
			expect(answers.filter(({ status }) => status === 503)).toHaveLength(1);
			expect(await stateOf(scene, job)).toBe("up");
		});
	});

	it("reports while the database is down, and its silence pages then", async () => {
		const witness = await play(SHOP, 10, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			expect(await reports(scene, job)).toBe(true);
			await scene.pass(65 * MINUTE + BOUND);
			scene.world.edge.weather.set("database", null);
			await scene.pass(MINUTE);
			expect(open(scene)).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it.each<[string, Partial<Trouble>]>([
		["is down", { lostRequest: 1 }],
		["does not answer", { silent: 1 }],
	])("reports by its name, as to Opsgenie, while the database %s", async (_, trouble) => {
		const witness = await play(SHOP, 18, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			const { key } = await call(scene, "POST", `services/${scene.world.ids.service}/integrations`, {
				kind: "opsgenie",
			});
			/** What it is answered within two seconds. */
			const ping = async (name: string) => {
				const path = `/v2/heartbeats/${encodeURIComponent(name)}/ping`;
				let answered: number | null = null;
				const asked = scene.world.edge.http("POST", path, {}, { authorization: `GenieKey ${key}` });
				void asked.then(({ status }) => {
					answered = status;
				});
				await scene.pass(2);
				return answered;
			};
			scene.world.edge.weather.set("database", trouble);
			expect(await ping("Nightly backup")).toBe(202);
			expect(await ping("Another")).toBe(404);
			scene.world.edge.weather.set("database", null);
			expect(await stateOf(scene, job)).toBe("up");
		});
		expect(witness.violations).toEqual([]);
	});

	it("holds back no resolve before its first beat, and none of a service that its own depends on", async () => {
		await play(SHOP, 19, async (scene) => {
			await jobOf(scene, HOURLY);
			const { service } = scene.world.ids;
			const { escalationPolicyId } = await call(scene, "GET", `services/${service}`);
			const other = await call(scene, "POST", "services", {
				...{ name: "Reports", escalationPolicyId, dependsOn: [service] },
			});
			const late = await jobOf(scene, { ...HOURLY, serviceId: other.id });
			await reports(scene, late, "/fail");
			await scene.pass(BOUND);
			const { id } = await call(scene, "POST", "incidents", {
				serviceId: service,
				title: "Slow",
				severity: "P2",
			});
			expect(await call(scene, "PUT", `incidents/${id}/resolution`, {})).toMatchObject({ state: "resolved" });
			const checked = await call(scene, "GET", `incidents/${id}/timeline`);
			expect(JSON.stringify(checked)).toContain('"result":"nothing_to_check"');
		});
	});

	it("is not forgotten when a clock is set back", async () => {
		await play(SHOP, 11, async (scene) => {
			const job = await jobOf(scene, HOURLY);
			await reports(scene, job);
			scene.world.edge.clock.step(-7 * 3_600_000);
			await scene.pass(67 * MINUTE);
			expect(open(scene)).toBe(1);
		});
	});
});

describe("a job that runs at 02:00 in Berlin", () => {
	const NIGHTLY = { schedule: { cron: "0 2 * * *", timeZone: "Europe/Berlin" }, graceSeconds: 600 };
	/** The clocks go from 02:00 to 03:00 in the night of March 30, 2031. */
	const SPRING: Shape = {
		...SHOP,
		name: "the night that has no 02:00",
		startAt: Date.UTC(2031, 2, 29, 0, 50),
	};

	it("is expected in the night that has no 02:00 right after the gap, and the next one again at 02:00", async () => {
		const witness = await play(SPRING, 1, async (scene) => {
			const job = await jobOf(scene, NIGHTLY);
			const untilHour = async (at: number) => scene.pass((at - scene.world.edge.clock.wall()) / 1_000);
			await untilHour(Date.UTC(2031, 2, 29, 1));
			await reports(scene, job);
			await untilHour(Date.UTC(2031, 2, 30, 1, 5));
			await reports(scene, job);
			await untilHour(Date.UTC(2031, 2, 31, 0, 9));
			expect(states(scene)).toEqual([]);
			await untilHour(Date.UTC(2031, 2, 31, 0, 10, BOUND));
			expect(states(scene)).toEqual(["triggered"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a beat that comes in time", () => {
	it("costs one request of an object, two rows and nothing in D1", async () => {
		const witness = await play(SHOP, 13, async (scene) => {
			const job = await jobOf(scene, { intervalSeconds: 600, graceSeconds: 300 });
			await reports(scene, job);
			await scene.pass(55);
			scene.stopTicks();
			const { edge } = scene.world;
			edge.forgetCounts();
			for (let beats = 0; beats < 10; beats++) await reports(scene, job);
			expect(edge.counts).toMatchObject({
				...{ requests: 10, alarmsSet: 0, kvWrites: 0, fetches: 0 },
				objects: { written: 20 },
				database: { calls: 0 },
			});
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("whatever jobs and machines do", () => {
	it.each(Array.from({ length: 12 }, (_, seed) => seed + 100))(
		"silence has an incident within the grace, and no beat in time pages anybody (%i)",
		async (seed) => {
			await play(SHOP, seed, async (scene) => {
				const chance = seeded(seed);
				const job = await jobOf(scene, { intervalSeconds: 600, graceSeconds: 60 });
				const { edge } = scene.world;
				let acceptedAt: number | null = null;
				for (let run = 0; run < 12; run++) {
					const waits = chance.oneOf([300, 590, 640, 640, 700, 1_500]);
					for (let waited = 0; waited < waits; waited += 10) {
						await scene.pass(Math.min(10, waits - waited));
						if (chance.between(0, 1) < 0.02) edge.kill();
						if (chance.between(0, 1) < 0.02) watchOf(scene).die();
						if (acceptedAt === null) continue;
						const silentFor = (edge.clock.wall() - acceptedAt) / 1_000;
						if (silentFor > 660 + MINUTE + 20) expect(open(scene), `silent for ${silentFor} s`).toBe(1);
						if (silentFor > 20 && silentFor < 660) expect(open(scene), `heard ${silentFor} s ago`).toBe(0);
					}
					// The machine may die with the beat on its way: then the job was not heard, or does not know that it was.
					const dies = chance.between(0, 1) < 0.3;
					if (dies) edge.clock.plan(chance.between(0, 10), "a kill", () => edge.kill());
					const sentAt = edge.clock.wall();
					const isAccepted = await reports(scene, job);
					const known = watchOf(scene).store.peek("SELECT json FROM heard")[0];
					const { endedAt } = known ? JSON.parse(String(known.json)) : { endedAt: null };
					if (isAccepted) expect(endedAt).toBeGreaterThanOrEqual(sentAt);
					acceptedAt = endedAt;
				}
			});
		},
	);
});
