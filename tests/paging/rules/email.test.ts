/** What a mail of Tocsin says, and what a provider's answer means for the mailbox. */
import { describe, expect, it } from "vitest";
import { type Accounts, NO_ACCOUNTS } from "../../../worker/paging/channels/accounts.ts";
import type { HttpAsk, MailAsk } from "../../../worker/paging/channels/channel.ts";
import { email } from "../../../worker/paging/channels/email/channel.ts";
import type { PageMessage } from "../../../worker/paging/rules/payload.ts";
import { accountsOf } from "../../../worker/paging/sending/accounts.ts";
import { sendByBinding } from "../../../worker/paging/sending/mail-binding.ts";
import type { Env } from "../../../worker/platform/env.ts";

const from = "Tocsin <pages@tocsin.example>";
const RESEND: Accounts = await accountsOf({
	EMAIL_PROVIDER: "resend",
	EMAIL_FROM: from,
	EMAIL_KEY: "re_1",
} as Env);
const BINDING: Accounts = { ...NO_ACCOUNTS, email: { via: "cloudflare", from } };
const PAGE: PageMessage = {
	kind: "page",
	pageId: "pag_1",
	incidentId: "inc_1",
	epoch: 1,
	number: 142,
	severity: "P1",
	urgency: "high",
	service: "Checkout",
	title: `<img src=x onerror="steal()"> is down`,
	level: 1,
	attempt: 1,
	flapping: false,
	navigate: "https://oncall.example/app/p#t=TOKEN",
	token: "TOKEN",
	ttlSeconds: 300,
};
const ana = { address: "ana@shop.example" };

function mailOf(message: PageMessage) {
	return (email.page(ana, message, BINDING) as MailAsk).mail;
}

describe("a page by e-mail", () => {
	it("says the same as text and as HTML, and text of others is only text", () => {
		const mail = mailOf({ ...PAGE, cause: "<b>503</b>" });
		expect(mail.subject).toBe(`P1 · ${PAGE.title}`);
		expect(mail.text).toContain("#142 · Checkout · <b>503</b>");
		expect(mail.html).toContain("&lt;b&gt;503&lt;/b&gt;");
		for (const part of [mail.text, mail.html]) expect(part).toContain(PAGE.navigate);
	});

	it("puts everything about one incident in one conversation, and another incident in another", () => {
		const { headers } = mailOf(PAGE);
		expect(headers).toEqual({
			"In-Reply-To": "<inc_1@tocsin.example>",
			References: "<inc_1@tocsin.example>",
		});
		expect(mailOf({ ...PAGE, pageId: "pag_2", attempt: 2, title: "Other words" }).headers).toEqual(headers);
		expect(mailOf({ ...PAGE, incidentId: "inc_2" }).headers).not.toEqual(headers);
	});

	it("goes to Resend with the key, and to nobody where nothing is set up", () => {
		const ask = email.page(ana, PAGE, RESEND) as HttpAsk;
		expect(ask.url).toBe("https://api.resend.com/emails");
		expect(ask.headers).toMatchObject({ authorization: "Bearer re_1", "idempotency-key": "pag_1/1" });
		expect(JSON.parse(ask.body(""))).toMatchObject({ from, to: ["ana@shop.example"] });
		expect(email.page(ana, PAGE, NO_ACCOUNTS)).toBeNull();
	});

	it.each([
		[{ EMAIL_PROVIDER: "resend", EMAIL_FROM: from }],
		[{ EMAIL_PROVIDER: "relay", EMAIL_FROM: from, EMAIL_KEY: "k" }],
		[{ EMAIL_PROVIDER: "cloudflare", EMAIL_FROM: from }],
		[{ EMAIL_PROVIDER: "resend", EMAIL_KEY: "k" }],
		[{}],
	])("takes half an account for none: %j", async (env) => {
		expect((await accountsOf(env as Env)).email).toBeNull();
	});

	it.each(["ana", "ana@", "ana@shop", "a b@shop.example", "a@shop.example, b@shop.example"])(
		"refuses an address that is no mailbox: %s",
		(address) => expect(email.wrong!(address)).toMatch(/^must be a mailbox/),
	);
});

describe("the platform's own binding", () => {
	const answers = (send: () => Promise<unknown>) =>
		sendByBinding({ EMAIL: { send } } as unknown as Env, mailOf(PAGE), 20);
	const refuses = (code?: string) =>
		answers(() => Promise.reject(Object.assign(new Error("no"), code ? { code } : {})));

	it("says that a mail was taken, and takes silence for a time-out", async () => {
		expect((await answers(async () => ({ messageId: "m" }))).kind).toBe("accepted");
		expect(await answers(() => new Promise(() => {}))).toMatchObject({ kind: "retry", reason: "timeout" });
	});

	it("tries again what may pass, gives up what will not, and turns off a mailbox that must not be written to", async () => {
		for (const code of ["E_RATE_LIMIT_EXCEEDED", "E_DELIVERY_FAILED", "E_INTERNAL_SERVER_ERROR", undefined])
			expect((await refuses(code)).kind).toBe("retry");
		expect(await refuses("E_SENDER_NOT_VERIFIED")).toEqual({
			kind: "failed",
			reason: "e_sender_not_verified",
		});
		expect(await refuses("E_RECIPIENT_SUPPRESSED")).toEqual({ kind: "gone" });
	});
});
