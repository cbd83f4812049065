/** Texts by Telnyx: alone, and where Twilio does not take them. */
import { describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import { SecondPhoneCompany } from "./second-phone-company.ts";
import { ANA, declare, eventsOf, type Night, night, TEXT_THEN_MAIL } from "./text-night.ts";

interface TwoCompanies extends Night {
	telnyx: SecondPhoneCompany;
}

/** Ana’s night with both, or with Telnyx alone. */
const withTelnyx = (act: (night: TwoCompanies) => Promise<void>, isAlone = false) =>
	night(TEXT_THEN_MAIL, async (own) => {
		if (isAlone) own.company.end();
		const telnyx = new SecondPhoneCompany(own.scene);
		await act({ ...own, telnyx }).finally(() => telnyx.end());
	});
const alone = (act: (night: TwoCompanies) => Promise<void>) => withTelnyx(act, true);

describe("a text by Telnyx alone", () => {
	it("is acknowledged by a signed reply of 4, once, and the answer to a reply that is told twice is sent once", async () => {
		await alone(async ({ scene, telnyx }) => {
			await declare(scene);
			const [page] = telnyx.to(ANA);
			expect(page).toMatchObject({
				from: "+4930000001",
				text: expect.stringMatching(/^Tocsin P2: .*Reply 4/),
			});
			for (const wrong of ["key", "age"] as const)
				expect(await telnyx.replies(ANA, "4", "m0", wrong)).toBe(401);
			expect(scene.types(scene.acts.declared[0])).not.toContain("acknowledged");
			for (const _twice of [1, 2]) expect(await telnyx.replies(ANA, "4", "m1")).toBe(200);
			await scene.pass(3);
			expect(eventsOf(scene, "acknowledged").map(({ actor }) => actor.id)).toEqual([scene.world.users.ana]);
			expect(telnyx.to(ANA).slice(1)).toEqual([
				expect.objectContaining({
					text: expect.stringMatching(/^#\d+: Acknowledged by you\.$/),
					use_profile_webhooks: false,
				}),
			]);
			await telnyx.replies(ANA, "6", "m2");
			await scene.pass(3);
			expect(eventsOf(scene, "escalated")).toHaveLength(1);
		});
	});

	it("is on the timeline as delivered, or gives way at once to the next method with the code", async () => {
		await alone(async ({ scene, telnyx, mails, method }) => {
			await declare(scene);
			expect(await telnyx.reports(telnyx.to(ANA)[0]!, "delivered", undefined, "key")).toBe(401);
			for (const status of ["sent", "delivery_unconfirmed", "delivered", "delivered", "delivery_failed"])
				expect(await telnyx.reports(telnyx.to(ANA)[0]!, status)).toBe(200);
			expect([eventsOf(scene, "page_received").length, mails.length]).toEqual([1, 0]);
			await scene.pass(61);
			await declare(scene);
			await telnyx.reports(telnyx.to(ANA).at(-1)!, "delivery_failed", "40008");
			await scene.pass(3);
			expect(eventsOf(scene, "page_failed", 1).map(({ data }) => data.reason)).toEqual(["provider_40008"]);
			expect([mails.length, (await method()).state]).toEqual([1, "active"]);
		});
	});

	it("turns off a number that takes no texts, and one that sent STOP", async () => {
		await alone(async ({ scene, telnyx, method }) => {
			await declare(scene);
			await telnyx.reports(telnyx.to(ANA)[0]!, "delivery_failed", "40001");
			await scene.pass(3);
			expect((await method()).state).toBe("disabled");
			await call(scene, "PATCH", `users/${scene.world.users.ana}/contact-methods/${(await method()).id}`, {
				state: "active",
			});
			expect(await telnyx.replies(ANA, "STOP", "m3")).toBe(200);
			await scene.pass(3);
			expect(await method()).toMatchObject({
				state: "disabled",
				stateReason: expect.stringContaining("STOP"),
			});
		});
	});

	it("waits while Telnyx asks for patience, and blames nobody for what is wrong with the account", async () => {
		await alone(async ({ scene, telnyx, mails, method }) => {
			telnyx.answers.set(ANA, { status: 429, code: "10011" });
			await declare(scene);
			telnyx.answers.set(ANA, { status: 403, code: "10010" });
			await scene.pass(5);
			expect(eventsOf(scene, "page_failed").map(({ data }) => data.reason)).toEqual([
				...["http_429", "http_429", "provider_10010"],
			]);
			expect([mails.length, (await method()).state]).toEqual([1, "active"]);
		});
	});

	it("tells no secret, and neither do texts and calls that nobody can send", async () => {
		await alone(async ({ scene, telnyx }) => {
			await declare(scene);
			await telnyx.replies(ANA, "4", "m4");
			const told = JSON.stringify(scene.events(scene.acts.declared[0]));
			const token = String(telnyx.to(ANA)[0]!.webhook_url).split("/").at(-1)!;
			for (const secret of ["telnyx-SECRET", token, ANA]) expect(told).not.toContain(secret);
			const usage = await call<{ from: object }>(scene, "GET", "phone-usage");
			expect(usage.from).toEqual({ sms: ["+4930000001"], voice: [] });
		});
	});
});

describe("a text that Twilio does not take", () => {
	it.each([
		["refuses it", { status: 400, code: 21408 }],
		["is busy", { status: 429, code: 20429 }],
		["is broken", { status: 503, code: 0 }],
		["does not answer", "silent"],
	] as const)("leaves by Telnyx within the same attempt when Twilio %s", async (_how, answer) => {
		await withTelnyx(async ({ scene, company, telnyx, mails }) => {
			company.answers.set(ANA, answer);
			await declare(scene);
			await scene.pass(6);
			expect([company.to(ANA).length, telnyx.to(ANA).length]).toEqual([1, 1]);
			expect(telnyx.to(ANA)[0]!.at - company.to(ANA)[0]!.at).toBeLessThan(5_000);
			expect([eventsOf(scene, "page_attempted").length, eventsOf(scene, "page_failed")]).toEqual([1, []]);
			expect(mails).toEqual([]);
			await telnyx.replies(ANA, "4", "m5");
			expect(scene.types(scene.acts.declared[0])).toContain("acknowledged");
			const usage = await call<{ inHour: object }>(scene, "GET", "phone-usage");
			expect(usage.inHour).toEqual({ sms: 1, voice: 0 });
		});
	});

	it("is not sent by Telnyx as well when Twilio took it, or when its owner sent STOP there", async () => {
		await withTelnyx(async ({ scene, company, telnyx, method }) => {
			await declare(scene);
			await scene.pass(61);
			company.answers.set(ANA, { status: 400, code: 21610 });
			await declare(scene);
			expect([company.to(ANA).length, telnyx.to(ANA).length]).toEqual([2, 0]);
			expect((await method()).state).toBe("disabled");
		});
	});

	it("is tried again when neither took it, and the next method is used when both refuse", async () => {
		await withTelnyx(async ({ scene, company, telnyx, mails }) => {
			company.answers.set(ANA, { status: 400, code: 21408 });
			telnyx.answers.set(ANA, { status: 503, code: "10007" });
			await declare(scene);
			telnyx.answers.set(ANA, { status: 403, code: "10010" });
			await scene.pass(5);
			const reasons = eventsOf(scene, "page_failed").map(({ data }) => data.reason);
			expect([reasons[0], reasons.at(-1)]).toEqual(["http_503", "provider_21408"]);
			expect(mails).toHaveLength(1);
		});
	});
});
