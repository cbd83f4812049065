/** Pages by text and call: what a reply does, what does not arrive, and what a flood of them may cost. */
import { describe, expect, it } from "vitest";
import { PHONE_LIMITS } from "../../worker/platform/rules/phone-limits.ts";
import { call } from "./notices.ts";
import type { PhoneCompany } from "./phone-company.ts";
import type { Scene } from "./scene.ts";
import { ANA, active, declare, eventsOf, type Method, night, TEXT_THEN_MAIL } from "./text-night.ts";

describe("a page by text", () => {
	it("is acknowledged by a reply of 4 from the number that got it, once, and by nobody else", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company }) => {
			await declare(scene);
			expect(company.to(ANA).map(({ says }) => says)).toEqual([
				expect.stringMatching(/^Tocsin P2: .*Reply 4 to acknowledge, 6 for: I can't take it\.$/),
			]);
			expect((await company.replies(ANA, "4", "wrong")).status).toBe(401);
			expect((await company.replies("+4930999999", "4")).words).toBe("No page went to this number today.");
			expect((await company.replies(ANA, "hm?")).words).toMatch(/^Reply 4 to acknowledge/);
			expect(scene.types(scene.acts.declared[0])).not.toContain("acknowledged");
			expect((await company.replies(ANA, "4")).words).toMatch(/^#\d+: Acknowledged by you\.$/);
			expect((await company.replies(ANA, "4")).words).toContain("already acknowledged");
			expect(eventsOf(scene, "acknowledged")).toHaveLength(1);
			expect(eventsOf(scene, "acknowledged")[0]!.actor).toMatchObject({ id: scene.world.users.ana });
			await scene.answer(scene.acts.command("override", 0, "ana"));
			expect((await company.replies(ANA, "4")).words).toContain("Already resolved");
		});
	});

	it("asks which is meant where several wait, and takes the number", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company }) => {
			await declare(scene);
			// Within a minute it would be in a bundle, which asks for no reply.
			await scene.pass(61);
			await declare(scene);
			const asked = (await company.replies(ANA, "6")).words!;
			const [, newest, oldest] = /^2 wait\. Reply 6 (\d+) for: .*; 6 (\d+) for: /.exec(asked)!;
			expect(Number(newest)).toBeGreaterThan(Number(oldest));
			expect((await company.replies(ANA, `6 ${oldest}`)).words).toContain("Escalated");
			await scene.pass(3);
			expect(eventsOf(scene, "escalated", 0)).toHaveLength(1);
			expect(eventsOf(scene, "escalated", 1)).toHaveLength(0);
			expect((await company.replies(ANA, "4 99999")).words).toContain("No page about #99999");
		});
	});

	it("is answered while the database is down", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company }) => {
			await declare(scene);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			expect((await company.replies(ANA, "4")).words).toContain("Acknowledged by you");
			scene.world.edge.weather.set("database", null);
		});
	});

	it("is on the timeline as delivered when the network says so, told twice or not", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, mails }) => {
			await declare(scene);
			const [text] = company.to(ANA);
			expect(await company.reports(text!, { MessageStatus: "delivered" }, "wrong")).toBe(401);
			for (const MessageStatus of ["sent", "delivered", "delivered", "undelivered"])
				expect(await company.reports(text!, { MessageStatus, MessageSid: "SM1" })).toBe(204);
			expect(eventsOf(scene, "page_received")).toHaveLength(1);
			expect(eventsOf(scene, "page_failed")).toHaveLength(0);
			await scene.pass(30);
			expect(mails).toEqual([]);
		});
	});

	it("gives way at once to the next method when the network could not deliver it, with the code", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, mails, method }) => {
			await declare(scene);
			const [text] = company.to(ANA);
			const failed = { MessageStatus: "undelivered", ErrorCode: "30003" };
			for (const _twice of [1, 2]) await company.reports(text!, failed);
			await scene.pass(3);
			expect(mails).toHaveLength(1);
			expect(eventsOf(scene, "page_failed").map(({ data }) => data.reason)).toEqual(["provider_30003"]);
			expect((await method()).state).toBe("active");
			expect((await company.replies(ANA, "4")).words).toContain("Acknowledged by you");
		});
	});

	it("goes up a level at once where nothing reached anybody, and turns off a number that takes no texts", async () => {
		await night([["sms", 0]], async ({ scene, company, method }) => {
			await declare(scene);
			await company.reports(company.to(ANA)[0]!, { MessageStatus: "failed", ErrorCode: "30006" });
			await scene.pass(3);
			expect(eventsOf(scene, "escalated")[0]!.data).toMatchObject({ level: 2 });
			expect((await method()).state).toBe("disabled");
		});
	});

	it("is tried again while Twilio asks for patience, and never for what it refuses", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, mails }) => {
			company.answers.set(ANA, { status: 429, code: 20429 });
			await declare(scene);
			company.answers.set(ANA, { status: 400, code: 21408 });
			await scene.pass(5);
			expect(eventsOf(scene, "page_failed").map(({ data }) => data.reason)).toEqual([
				...["http_429", "http_429", "provider_21408"],
			]);
			expect(company.to(ANA)).toHaveLength(3);
			expect(mails).toHaveLength(1);
		});
	});
});

describe("STOP", () => {
	it("ends texts to that number, says so in the app, and a code turns them on again", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, mails, method }) => {
			expect(await company.replies(ANA, "STOP")).toEqual({ status: 200, words: null });
			await scene.pass(3);
			expect(await method()).toMatchObject({
				state: "disabled",
				stateReason: expect.stringContaining("STOP was sent from this number"),
			});
			await declare(scene);
			await scene.pass(90);
			expect([company.to(ANA).length, mails.length]).toEqual([0, 1]);
			await prove(scene, company, "ana", (await method()).id);
			expect(await method()).toMatchObject({ state: "active", stateReason: null });
		});
	});
});

async function prove(
	scene: Scene,
	company: PhoneCompany,
	name: "ana" | "bo",
	id: string,
	number = ANA,
): Promise<void> {
	const path = `users/${scene.world.users[name]}/contact-methods/${id}`;
	await call(scene, "POST", `${path}/code`, {});
	const code = /\d{6}/.exec(company.to(number).at(-1)!.says)![0];
	await call(scene, "POST", `${path}/confirmation`, { code });
}

describe("a number", () => {
	it("is active for one person at a time: whoever proves it last has it, and the one before acts by it no more", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, method }) => {
			await declare(scene);
			const methods = `users/${scene.world.users.bo}/contact-methods`;
			const made = await call<Method>(scene, "POST", methods, { kind: "sms", address: ANA });
			const { edge } = scene.world;
			const admin = { authorization: "Bearer simulated-admin" };
			const path = `/api/v1/${methods}/${made.id}`;
			const forced = await scene.answer(edge.http("PATCH", path, { state: "active" }, admin));
			expect(forced.status).toBe(409);
			await prove(scene, company, "bo", made.id);
			expect(await method()).toMatchObject({
				...{ state: "disabled", stateReason: "Somebody else proved this number." },
			});
			expect((await company.replies(ANA, "4")).words).toBe("No page went to this number today.");
			expect(scene.types(scene.acts.declared[0])).not.toContain("acknowledged");
		});
	});

	it("that was changed since does not answer for the pages of the one before", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, method }) => {
			await declare(scene);
			const path = `users/${scene.world.users.ana}/contact-methods/${(await method()).id}`;
			await call(scene, "PATCH", path, { address: "+4930222222" });
			expect((await company.replies(ANA, "4")).words).toBe("No page went to this number today.");
			expect((await company.replies("+4930222222", "4")).words).toBe("No page went to this number today.");
			await prove(scene, company, "ana", (await method()).id, "+4930222222");
			for (const number of [ANA, "+4930222222"])
				expect((await company.replies(number, "4")).words).toBe("No page went to this number today.");
			// What the incident remembers of its people is older than the change.
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			expect((await company.replies("+4930222222", "4")).words).toBe("No page went to this number today.");
			scene.world.edge.weather.set("database", null);
			expect(scene.types(scene.acts.declared[0])).not.toContain("acknowledged");
		});
	});
});

describe("limits", () => {
	it("over a person’s texts of an hour the next method is used at once, and the timeline says why", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company, mails }) => {
			const { person } = PHONE_LIMITS.sms;
			for (let i = 0; i < person; i++) {
				await declare(scene);
				await scene.answer(scene.acts.command("acknowledge", i, "ana"));
			}
			expect([company.to(ANA).length, mails.length]).toEqual([person, 0]);
			await declare(scene);
			expect([company.to(ANA).length, mails.length]).toEqual([person, 1]);
			expect(eventsOf(scene, "page_failed", person).map(({ data }) => data.reason)).toEqual([
				"limit_of_person",
			]);
			const usage = await call<{ inHour: object; months: object[] }>(scene, "GET", "phone-usage");
			expect(usage).toMatchObject({
				...{ from: { sms: ["+4930000000"] }, limits: PHONE_LIMITS, inHour: { sms: person, voice: 0 } },
				months: [{ month: "2031-01", smsSegments: person, callMinutes: 0 }],
			});
		});
	});

	it("count a bundle of a storm as one text, and it asks for no reply", async () => {
		await night([["sms", 0]], async ({ scene, company }) => {
			for (let i = 0; i < 6; i++) await scene.answer(scene.acts.declare("P2"));
			await scene.pass(70);
			expect(company.to(ANA).map(({ says }) => says.includes("Reply 4"))).toEqual([true, false]);
			const usage = await call<{ inHour: object }>(scene, "GET", "phone-usage");
			expect(usage.inHour).toEqual({ sms: 2, voice: 0 });
		});
	});

	it("hold nobody up: a text leaves when the ledger does not answer", async () => {
		await night(TEXT_THEN_MAIL, async ({ scene, company }) => {
			await declare(scene);
			await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
			scene.world.edge.ofKind("VAULT")[0]!.slowMs = 40_000;
			void scene.acts.declare("P2");
			await scene.pass(12);
			expect(company.to(ANA)).toHaveLength(2);
		});
	});

	it("count the minutes of a call once, however often its end is told", async () => {
		await night([["voice", 0]], async ({ scene, company }) => {
			await active(scene, "ana", "voice", ANA);
			await declare(scene);
			const [rung] = company.to(ANA);
			const over = { CallStatus: "completed", CallSid: "CA1", CallDuration: "61" };
			for (const _twice of [1, 2]) expect(await company.reports(rung!, over)).toBe(204);
			await scene.pass(1);
			const usage = await call<{ months: object[] }>(scene, "GET", "phone-usage");
			expect(usage.months).toEqual([{ month: "2031-01", smsSegments: 0, callMinutes: 2 }]);
		});
	});
});

it("tells no secret: neither the account’s nor a page’s stands in the timeline", async () => {
	await night(TEXT_THEN_MAIL, async ({ scene, company }) => {
		await declare(scene);
		await company.replies(ANA, "4");
		const told = JSON.stringify(scene.events(scene.acts.declared[0]));
		const token = company.to(ANA)[0]!.statusUrl.split("/").at(-1)!;
		for (const secret of ["twilio-SECRET", token, ANA, "AC1:"]) expect(told).not.toContain(secret);
	});
});
