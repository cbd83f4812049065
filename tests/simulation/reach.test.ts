/** People who are reached by more than a phone: what calls them when, and what tells them that it is over. */
import { afterEach, describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHAPE: Shape = {
	name: "Ana by phone and by mail, then Bo",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 600 },
		{ page: ["bo"], afterSeconds: 600 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};
const EMAIL = { EMAIL_PROVIDER: "resend", EMAIL_FROM: "pages@tocsin.example", EMAIL_KEY: "re_1" };
const MAILER = "api.resend.com";

interface Letter {
	at: number;
	subject: string;
}

let putBack = () => {};
afterEach(() => putBack());

/** Mails that leave from now on. `answer` is what the provider says to the one of this number. */
function mailsOf({ world: { edge } }: Scene, answer: (n: number) => Response | "broken" = taken): Letter[] {
	const mails: Letter[] = [];
	Object.assign(edge.env, EMAIL);
	edge.sites.set(MAILER, (_request, body) => {
		mails.push({ at: edge.clock.wall(), subject: JSON.parse(body).subject });
		return answer(mails.length);
	});
	putBack = () => {
		for (const name of Object.keys(EMAIL)) delete (edge.env as unknown as Record<string, unknown>)[name];
		edge.sites.delete(MAILER);
	};
	return mails;
}
const taken = () => new Response('{"id":"1"}', { status: 200 });

const asAdmin = async (scene: Scene, method: string, path: string, body: object) => {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1${path}`, body, ADMIN));
	expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
	return answer.body as { id: string };
};

/** Ana's mailbox calls her `delaySeconds` after her phone, by her own rules. */
async function anaHasMail(scene: Scene, delaySeconds: number): Promise<void> {
	const path = `/users/${scene.world.users.ana}`;
	const { id } = await asAdmin(scene, "POST", `${path}/contact-methods`, { kind: "email" });
	await asAdmin(scene, "PATCH", `${path}/contact-methods/${id}`, { state: "active" });
	const rules = [
		{ method: "push", delaySeconds: 0 },
		{ method: "email", delaySeconds },
	];
	await asAdmin(scene, "PATCH", path, { notificationRules: { high: rules, low: rules } });
	await scene.pass(5);
}

const secondsAfter = (scene: Scene, at: number) =>
	Math.round((at - Number(scene.events().find(({ type }) => type === "triggered")!.at)) / 1_000);

describe("Ana's own rules", () => {
	it("give way to a phone that says nothing: her mailbox is next after 20 s and not after 5 min", async () => {
		const witness = await play(SHAPE, 1, async (scene) => {
			scene.people.tempers.ana.receipts = false;
			const mails = mailsOf(scene);
			await anaHasMail(scene, 300);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(400);
			expect(mails.map(({ at }) => secondsAfter(scene, at))).toEqual([20]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("hold while her phone says that the page arrived", async () => {
		const witness = await play(SHAPE, 2, async (scene) => {
			const mails = mailsOf(scene);
			await anaHasMail(scene, 300);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(400);
			expect(mails.map(({ at }) => secondsAfter(scene, at))).toEqual([300]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("call Bo at once when her phone and her mailbox are both gone", async () => {
		const witness = await play(SHAPE, 3, async (scene) => {
			scene.people.modes.ana = "gone";
			mailsOf(scene, () => new Response("", { status: 410 }));
			await anaHasMail(scene, 300);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(10);
			expect(scene.left.map(({ name }) => name)).toEqual(["ana", "bo"]);
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("an all-clear", () => {
	const paged = async (scene: Scene, answer?: (n: number) => Response | "broken") => {
		scene.people.tempers.ana.receipts = false;
		const mails = mailsOf(scene, answer);
		await anaHasMail(scene, 60);
		await scene.answer(scene.acts.declare("P2"));
		await scene.pass(30);
		expect(mails).toHaveLength(1);
		return mails;
	};
	const resolves = (scene: Scene, name: "ana" | "bo") =>
		scene.answer(scene.acts.resolveAs(name, scene.incident()));

	it("is mailed to Ana once when Bo resolves what she was mailed about", async () => {
		const witness = await play(SHAPE, 4, async (scene) => {
			const mails = await paged(scene);
			await resolves(scene, "bo");
			await scene.pass(900);
			expect(mails.slice(1).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Resolved: /)]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is not repeated at the end to whoever was told that somebody has it", async () => {
		await play(SHAPE, 5, async (scene) => {
			const mails = await paged(scene);
			await scene.answer(scene.acts.as("bo", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(30);
			await resolves(scene, "bo");
			await scene.pass(900);
			expect(mails.slice(1).map(({ subject }) => subject)).toEqual(["Acknowledged by bo"]);
		});
	});

	it("is not mailed to Ana about what she did herself, nor when her mailbox never had the page", async () => {
		await play(SHAPE, 6, async (scene) => {
			const mails = await paged(scene);
			await resolves(scene, "ana");
			await scene.pass(300);
			expect(mails).toHaveLength(1);
		});
		await play(SHAPE, 7, async (scene) => {
			const mails = mailsOf(scene);
			await anaHasMail(scene, 300);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(30);
			await resolves(scene, "bo");
			await scene.pass(600);
			expect(mails).toEqual([]);
		});
	});

	it("is tried again where the provider is down, and is mailed once in the end", async () => {
		await play(SHAPE, 8, async (scene) => {
			const mails = await paged(scene, (n) => (n === 2 ? new Response("", { status: 503 }) : taken()));
			await resolves(scene, "bo");
			await scene.pass(300);
			expect(mails).toHaveLength(3);
		});
	});

	it("comes again only after Ana was called again", async () => {
		await play(SHAPE, 9, async (scene) => {
			const mails = await paged(scene);
			await scene.answer(scene.acts.as("bo", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(30);
			await asAdmin(scene, "DELETE", `/incidents/${scene.incident()}/acknowledgement`, {});
			await scene.pass(60);
			const calls = mails.filter(({ subject }) => !/^(Acknowledged|Resolved)/.test(subject)).length;
			await scene.answer(scene.acts.as("bo", scene.incident(), { kind: "acknowledge" }));
			await scene.pass(120);
			const clears = mails.filter(({ subject }) => /^Acknowledged/.test(subject)).length;
			expect(calls).toBeGreaterThan(1);
			expect(clears).toBe(2);
		});
	});
});

describe("Ana's quiet hours", () => {
	/** It is Monday, 03:00 in UTC: five of her hours are left. */
	const untilEight = { days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "08:00" };
	const HOURS = 3_600;

	async function anaSleeps(scene: Scene): Promise<void> {
		const hers = { timeZone: "UTC", quietHours: untilEight };
		await asAdmin(scene, "PATCH", `/users/${scene.world.users.ana}`, hers);
		await scene.pass(5);
	}

	it("hold a P3 until they end, and the timeline says so", async () => {
		const witness = await play(SHAPE, 20, async (scene) => {
			await anaSleeps(scene);
			await scene.answer(scene.acts.declare("P3"));
			await scene.pass(4.9 * HOURS);
			expect(scene.left).toEqual([]);
			const [queued] = scene.events().filter(({ type }) => type === "page_queued");
			expect(queued?.data.quietUntil).toBe("2031-01-06T08:00:00.000Z");
			await scene.pass(0.1 * HOURS + 10);
			expect(scene.left.map(({ name }) => name)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("hold no P2, and nothing that somebody asks her for", async () => {
		const witness = await play(SHAPE, 21, async (scene) => {
			await anaSleeps(scene);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(10);
			expect(scene.left.map(({ name }) => name)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
		await play(SHAPE, 22, async (scene) => {
			await anaSleeps(scene);
			await scene.answer(scene.acts.declare("P3"));
			await scene.pass(10);
			const targets = [{ kind: "user", id: scene.world.users.ana }];
			await asAdmin(scene, "POST", `/incidents/${scene.incident()}/responders`, { targets });
			await scene.pass(10);
			expect(scene.left.map(({ name }) => name)).toEqual(["ana"]);
		});
	});

	it("end with nothing when somebody acknowledged in the night, and at once when it becomes a P1", async () => {
		await play(SHAPE, 23, async (scene) => {
			await anaSleeps(scene);
			await scene.answer(scene.acts.declare("P3"));
			await scene.pass(HOURS);
			await scene.answer(scene.acts.as("bo", scene.incident(), { kind: "acknowledge" }));
			await scene.answer(scene.acts.resolveAs("bo", scene.incident()));
			await scene.pass(6 * HOURS);
			expect(scene.left).toEqual([]);
		});
		await play(SHAPE, 24, async (scene) => {
			await anaSleeps(scene);
			await scene.answer(scene.acts.declare("P3"));
			await scene.pass(HOURS);
			await asAdmin(scene, "PUT", `/incidents/${scene.incident()}/severity`, { severity: "P1" });
			await scene.pass(10);
			expect(scene.left.map(({ name }) => name)).toContain("ana");
		});
	});
});
