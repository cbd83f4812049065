/** Who is kept posted by the status page: told once of each update, whatever dies or is lost on the way. */
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import {
	confirmed,
	counts,
	HOST,
	hooks,
	linkIn,
	news,
	object,
	outage,
	post,
	putBackReaders,
	type Received,
	readersOf,
	recovery,
	subscribe,
} from "./readers.ts";
import { play } from "./scene.ts";
import { PRIVATE, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a shop with subscribers",
	startAt: Date.UTC(2031, 0, 10, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { name: "Checkout" },
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
};
afterEach(putBackReaders);

const QUIET: Shape = { ...TEAM, name: "a quiet shop with subscribers", monitors: [] };
/** So many messages may be on their way at once. */
const LANES = 6;
describe("somebody who subscribes by mail", () => {
	it("is told nothing before they press the button, then of the begin and the end, and no more after one click", async () => {
		const witness = await play(TEAM, 71, async (scene) => {
			const readers = readersOf(scene);
			expect(await subscribe(scene, "email", "dana@shop.example")).toMatchObject({ status: 202 });
			await scene.pass(2);
			const [asked] = readers.received;
			const link = linkIn(asked!.text);
			// What looks at mail opens the link.
			const { edge } = scene.world;
			for (let i = 0; i < 3; i++)
				expect((await scene.answer(edge.http("GET", new URL(link).pathname, undefined))).status).toBe(200);
			expect(await counts(scene)).toMatchObject({ active: 0, unconfirmed: 1 });
			expect((await post(scene, link, "act=confirm")).body).toContain("Confirmed.");
			await outage(scene);
			const [begin] = news(readers.received);
			expect(begin?.mail?.subject).toContain("Checkout is partly down");
			await recovery(scene);
			expect(news(readers.received).at(-1)?.mail?.subject).toContain("Checkout was partly down");
			const told = news(readers.received);
			expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
			expect(
				told.every(({ mail }) => mail!.headers["List-Unsubscribe-Post"] === "List-Unsubscribe=One-Click"),
			).toBe(true);
			expect(JSON.stringify(told)).not.toContain(PRIVATE);
			const oneClick = told[0]!.mail!.headers["List-Unsubscribe"]!.slice(1, -1);
			expect((await post(scene, oneClick, "List-Unsubscribe=One-Click")).status).toBe(200);
			expect(await counts(scene)).toMatchObject({ active: 0, unconfirmed: 0 });
			await outage(scene);
			expect(news(readers.received)).toHaveLength(told.length);
		});
		expect(witness.violations).toEqual([]);
	});

	it("gets the same answer whether they are known or not, and one question in ten minutes", async () => {
		await play(TEAM, 72, async (scene) => {
			const readers = readersOf(scene);
			await confirmed(scene, readers, "dana@shop.example");
			const known = await subscribe(scene, "email", "dana@SHOP.example");
			expect(known).toEqual(await subscribe(scene, "email", "nobody@shop.example"));
			for (let i = 0; i < 5; i++) await subscribe(scene, "email", "nobody@shop.example");
			await scene.pass(30);
			expect(readers.received.filter(({ who }) => who === "nobody@shop.example")).toHaveLength(1);
			await scene.pass(600);
			await subscribe(scene, "email", "dana@shop.example");
			await scene.pass(5);
			expect(readers.received.at(-1)?.mail?.subject).toContain("You are subscribed");
			expect(await counts(scene)).toMatchObject({ active: 1, unconfirmed: 1 });
		});
	});

	it("is refused where the instance has no account for mail, with what is possible, and the form does not offer it", async () => {
		await play(TEAM, 73, async (scene) => {
			readersOf(scene, false);
			const refused = await subscribe(scene, "email", "dana@shop.example");
			expect(refused.status).toBe(422);
			expect(refused.body.detail).toContain("Possible: push, webhook, slack");
			const form = await scene.answer(scene.world.edge.http("GET", "/subscribe", undefined));
			expect(form.body).not.toContain('value="email"');
			expect(form.body).toContain('value="webhook"');
		});
	});

	it("is forgotten when they have not confirmed within two days", async () => {
		await play(QUIET, 74, async (scene) => {
			readersOf(scene);
			scene.stopTicks();
			const hoursPass = async (hours: number) => {
				for (let i = 0; i < hours; i++) {
					void scene.world.edge.tick();
					await scene.pass(3_600);
				}
			};
			await subscribe(scene, "email", "dana@shop.example");
			await hoursPass(47);
			expect(await counts(scene)).toMatchObject({ unconfirmed: 1 });
			await hoursPass(3);
			expect(await counts(scene)).toMatchObject({ unconfirmed: 0 });
		});
	});
});

describe("a program that subscribes", () => {
	it("gets its secret with the question, confirms by answering, and can check each message", async () => {
		await play(TEAM, 75, async (scene) => {
			const readers = readersOf(scene);
			await hooks(scene, 1);
			const { secret } = JSON.parse(readers.received[0]!.text).data;
			await outage(scene);
			const [told] = news(readers.received);
			expect(told?.type).toBe("incident.opened");
			const checked = new Webhook(secret);
			for (const one of readers.received) {
				const at = new Date(Number(one.headers.get("webhook-timestamp")) * 1_000);
				expect(one.headers.get("webhook-signature")).toBe(checked.sign(one.id, at, one.text));
			}
			expect(JSON.stringify(news(readers.received))).not.toContain(PRIVATE);
		});
	});

	it("is not subscribed when it does not answer with 2xx, is removed when it answers 410, and Slack is told in its own form", async () => {
		await play(TEAM, 76, async (scene) => {
			const readers = readersOf(scene);
			readers.answer = () => new Response("", { status: 405 });
			await subscribe(scene, "webhook", `https://${HOST}/no`);
			await scene.pass(10);
			expect(await counts(scene)).toMatchObject({ active: 0 });
			readers.answer = () => new Response("ok");
			await subscribe(scene, "slack", `https://${HOST}/slack`);
			await subscribe(scene, "webhook", `https://${HOST}/gone`);
			await scene.pass(10);
			expect(await counts(scene)).toMatchObject({ active: 2 });
			readers.answer = ({ who }) => new Response("", { status: who === "gone" ? 410 : 200 });
			await outage(scene);
			expect(await counts(scene)).toMatchObject({ active: 1 });
			const told = news(readers.received).find(({ who }) => who === "slack");
			expect(JSON.parse(told!.text).text).toContain("Checkout is partly down");
			const { items } = await counts(scene);
			expect(items.every(({ address }) => address === `https://${HOST}/…`)).toBe(true);
		});
	});

	it("is told of its components alone", async () => {
		await play(TEAM, 77, async (scene) => {
			const readers = readersOf(scene);
			const search = await call<{ id: string }>(scene, "POST", "components", { name: "Search" });
			await scene.pass(65);
			const { items } = await call<{ items: { id: string; name: string }[] }>(scene, "GET", "components");
			const checkout = items.find(({ name }) => name === "Checkout")!;
			await subscribe(scene, "webhook", `https://${HOST}/search`, { componentIds: [search.id] });
			await subscribe(scene, "webhook", `https://${HOST}/checkout`, { componentIds: [checkout.id] });
			const wrong = { componentIds: ["cmp_nothing"] };
			expect((await subscribe(scene, "webhook", `https://${HOST}/none`, wrong)).status).toBe(422);
			await scene.pass(10);
			await outage(scene);
			expect(news(readers.received).map(({ who }) => who)).toEqual(["checkout"]);
		});
	});
});

describe("news for many", () => {
	/** Asserts that everybody was told of the begin, and how many of them more than once. */
	function toldTwice(received: Received[], howMany: number): number {
		const begins = news(received).filter(({ type }) => type === "incident.opened");
		expect(new Set(begins.map(({ who }) => who)).size).toBe(howMany);
		return begins.length - howMany;
	}

	it("reaches each once, and twice at most those that were on their way when everything was killed", async () => {
		await play(TEAM, 78, async (scene) => {
			const readers = readersOf(scene);
			await hooks(scene, 150);
			readers.answer = () =>
				new Promise((resolve) => {
					scene.world.edge.clock.plan(400, "a reader", () => resolve(new Response("ok")));
				});
			scene.works(0, false);
			let kills = 0;
			for (let i = 0; i < 4_000 && kills < 3; i++) {
				await scene.pass(0.1);
				if (news(readers.received).length < 30 * (kills + 1)) continue;
				scene.world.edge.kill();
				kills++;
			}
			expect(kills).toBe(3);
			await scene.pass(240);
			expect(toldTwice(readers.received, 150)).toBeLessThanOrEqual(LANES * kills);
			expect(await counts(scene)).toMatchObject({ active: 150, waiting: 0 });
		});
	}, 60_000);

	it("is looked for when the public is shown a word, and not with each page and note", async () => {
		const witness = await play(TEAM, 79, async (scene) => {
			const hears = () => scene.world.edge.counts.calls["SUBSCRIBERS.hear"] ?? 0;
			await outage(scene);
			const begun = hears();
			expect(begun).toBeGreaterThan(0);
			const notes = `incidents/${scene.incident()}/notes`;
			for (let i = 0; i < 3; i++) await call(scene, "POST", notes, { text: `${PRIVATE} looking at it` });
			await scene.pass(30);
			expect(hears()).toBe(begun);
			await recovery(scene);
			expect(hears()).toBeGreaterThan(begun);
		});
		expect(witness.violations).toEqual([]);
	});

	it("comes with the next minute when its word or its alarm was lost, and pages nobody later", async () => {
		const witness = await play(TEAM, 79, async (scene) => {
			const readers = readersOf(scene);
			await hooks(scene, 5);
			object(scene).failing = "the object is not there";
			await outage(scene);
			expect(scene.left.length).toBeGreaterThan(0);
			expect(news(readers.received)).toEqual([]);
			object(scene).failing = null;
			await scene.pass(70);
			expect(toldTwice(readers.received, 5)).toBe(0);
			scene.world.edge.alarmFault = () => "lost";
			await recovery(scene);
			scene.world.edge.alarmFault = () => null;
			await scene.pass(130);
			expect(news(readers.received).filter(({ type }) => type === "incident.resolved")).toHaveLength(5);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is tried again where a receiver breaks, holds up nobody else, and goes on without the database", async () => {
		await play(TEAM, 80, async (scene) => {
			const readers = readersOf(scene);
			await hooks(scene, 20);
			let broken = true;
			readers.answer = ({ who }) =>
				who === "7" && broken ? new Response("", { status: 503 }) : new Response("ok");
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			scene.works(0, false);
			await scene.pass(100);
			const tellers = () => new Set(news(readers.received).map(({ who }) => who)).size;
			expect(tellers()).toBe(20);
			broken = false;
			await scene.pass(400);
			scene.world.edge.weather.set("database", null);
			const seven = news(readers.received).filter(
				({ who, type }) => who === "7" && type === "incident.opened",
			);
			expect(seven.length).toBeGreaterThan(1);
			expect(new Set(seven.map(({ id }) => id)).size).toBe(1);
			expect(await counts(scene)).toMatchObject({ waiting: 0, active: 20 });
		});
	});

	it("leaves nobody a message who unsubscribed before it left", async () => {
		await play(TEAM, 81, async (scene) => {
			const readers = readersOf(scene);
			await hooks(scene, 60);
			const link = await confirmed(scene, readers, "dana@shop.example");
			readers.answer = () =>
				new Promise((resolve) => {
					scene.world.edge.clock.plan(1_000, "a reader", () => resolve(new Response("ok")));
				});
			scene.works(0, false);
			while (news(readers.received).length < 10) await scene.pass(0.1);
			await post(scene, link, "act=remove");
			await scene.pass(60);
			expect(toldTwice(readers.received, 60)).toBe(0);
			expect(news(readers.received).map(({ who }) => who)).not.toContain("dana@shop.example");
		});
	});

	it.runIf(process.env.TOCSIN_SOAK)(
		"reaches 50,000 subscribers, each once, and pages in time meanwhile",
		async () => {
			const many = 50_000;
			const witness = await play(TEAM, 82, async (scene) => {
				const readers = readersOf(scene);
				for (let i = 0; i < many; i += 500) {
					await Promise.all(
						Array.from({ length: 500 }, (_, k) => {
							const headers = { "cf-connecting-ip": `10.0.${Math.floor(i / 500)}.${k % 200}` };
							const wish = { kind: "webhook", target: `https://${HOST}/${i + k}` };
							return scene.answer(scene.world.edge.http("POST", "/api/public/subscriptions", wish, headers));
						}),
					);
					await scene.pass(60);
				}
				await scene.pass(600);
				expect(await counts(scene)).toMatchObject({ active: many });
				readers.received.length = 0;
				const before = scene.world.edge.clock.wall();
				scene.works(0, false);
				while (news(readers.received).length < many) await scene.pass(10);
				console.info(
					`${many} told within ${(scene.world.edge.clock.wall() - before) / 1_000} s of the outage`,
				);
				expect(toldTwice(readers.received, many)).toBe(0);
			});
			expect(witness.violations).toEqual([]);
		},
		3_600_000,
	);
});
