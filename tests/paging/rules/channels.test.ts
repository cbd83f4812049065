/** What leaves by each channel that has a provider's own form. */
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Accounts, NO_ACCOUNTS } from "../../../worker/paging/channels/accounts.ts";
import { buttonData, readButton } from "../../../worker/paging/channels/button.ts";
import type { HttpAsk } from "../../../worker/paging/channels/channel.ts";
import { channelOf } from "../../../worker/paging/channels/registry.ts";
import { isFromTelnyx } from "../../../worker/paging/replies/telnyx-signature.ts";
import { isFromTwilio } from "../../../worker/paging/replies/twilio-signature.ts";
import { type Notice, type PageMessage, withoutToken } from "../../../worker/paging/rules/payload.ts";
import type { MethodKind } from "../../../worker/people/rules/person.ts";

const PAGE: PageMessage = {
	kind: "page",
	pageId: "pag_01JA0000000000000000000000",
	incidentId: "inc_01JA0000000000000000000000",
	epoch: 1,
	number: 142,
	severity: "P1",
	urgency: "high",
	service: "Checkout",
	title: "@everyone [look](https://evil.example) *down* <!channel>",
	level: 1,
	attempt: 1,
	flapping: false,
	navigate: "https://oncall.example/app/p#t=TOKEN",
	token: "TOKEN",
	ttlSeconds: 300,
};
const NOTICE: Notice = {
	kind: "reminder",
	noticeId: "ntc_1",
	subjectId: "rev_1",
	incidentId: null,
	title: "Review of #142",
	body: "It is due on Monday.",
	navigate: "https://oncall.example/app/reviews",
	ttlSeconds: 3_600,
};

function sent(kind: MethodKind, address: string, message: PageMessage = PAGE) {
	const ask = channelOf(kind)!.page({ address }, message, NO_ACCOUNTS) as HttpAsk;
	return { url: ask.url, body: JSON.parse(ask.body("")) };
}

describe("ntfy", () => {
	it("is told by JSON at the server's root, as loud as it can be, with a button that acknowledges", () => {
		const { url, body } = sent("ntfy", "https://ntfy.example:8443/ana-k3jq9/");
		expect(url).toBe("https://ntfy.example:8443/");
		expect(body).toMatchObject({
			topic: "ana-k3jq9",
			title: `P1 · ${PAGE.title}`,
			message: "#142 · Checkout",
			priority: 5,
			click: PAGE.navigate,
		});
		expect(body.actions).toEqual([
			{
				action: "http",
				label: "Acknowledge",
				url: "https://oncall.example/api/v1/page-actions/acknowledge",
				method: "POST",
				headers: { authorization: "Bearer TOKEN", "content-type": "application/json" },
				body: "{}",
				clear: true,
			},
			{ action: "view", label: "Open", url: PAGE.navigate },
		]);
	});

	it("is quieter for low urgency, and takes a topic of ntfy.sh by its name", () => {
		const { url, body } = sent("ntfy", "ana-k3jq9", { ...PAGE, urgency: "low" });
		expect([url, body.topic, body.priority]).toEqual(["https://ntfy.sh/", "ana-k3jq9", 3]);
	});

	it("has no button for what nobody has to answer", () => {
		const ask = channelOf("ntfy")!.notice!({ address: "ana" }, NOTICE, NO_ACCOUNTS) as HttpAsk;
		expect(JSON.parse(ask.body(""))).toMatchObject({
			title: NOTICE.title,
			priority: 3,
			actions: [{ action: "view" }],
		});
	});
});

describe("a room that others read", () => {
	const rooms = [
		["discord", "https://discord.example/api/webhooks/1/SECRET"],
		["teams", "https://flows.example/workflows/SECRET"],
	] as const;

	it.each(rooms)("%s: the page leads to the incident and holds no token", (kind, address) => {
		expect(channelOf(kind)!.traits.carriesToken).toBe(false);
		const { url, body } = sent(kind, address, withoutToken(PAGE));
		expect(url).toBe(address);
		expect(JSON.stringify(body)).not.toContain("TOKEN");
		expect(JSON.stringify(body)).toContain(`https://oncall.example/app/incidents/${PAGE.incidentId}`);
	});

	it.each(rooms)("%s: text of others is shown as it is, and calls and links to nobody", (kind, address) => {
		const text = JSON.stringify(sent(kind, address).body);
		expect(text).toContain("\\\\[look\\\\]\\\\(https://evil.example\\\\)");
		if (kind === "discord") expect(sent(kind, address).body.allowed_mentions).toEqual({ parse: [] });
	});
});

it.each(["ntfy", "discord", "teams"] as const)(
	"%s: of an address only the host can be read again",
	(kind) => {
		const { readable } = channelOf(kind)!;
		expect(readable({ address: "https://host.example/SECRET?k=SECRET" })).toEqual({
			address: "https://host.example/…",
		});
		expect(readable({ address: "kept before the channel was built" }).address).not.toContain("before the");
	},
);

describe("buttons of a message", () => {
	const page = { incidentId: PAGE.incidentId, pageId: PAGE.pageId, epoch: 9_999_999 };

	it("say which page they answer, within the 64 bytes that Telegram allows", () => {
		for (const act of ["acknowledge", "escalate"] as const) {
			const data = buttonData(act, page);
			expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(64);
			expect(readButton(data)).toEqual({ act, ...page });
		}
		for (const odd of ["", "a1", "x1.01JA0000000000000000000000.01JA0000000000000000000000"])
			expect(readButton(odd)).toBeNull();
	});

	const accounts: Accounts = {
		...NO_ACCOUNTS,
		telegram: { url: "https://t.example", token: "1:S", webhookUrl: "", webhookSecret: "" },
		slack: { url: "https://s.example/api", token: "xoxb", signingSecret: "s" },
	};
	const bodyOf = (kind: "telegram" | "slack", message: PageMessage) =>
		(
			channelOf(kind)!.page({ address: kind === "slack" ? "U0ANA0001" : "7" }, message, accounts) as HttpAsk
		).body("");

	it.each(["telegram", "slack"] as const)("%s: are absent where nobody is to acknowledge", (kind) => {
		expect(bodyOf(kind, PAGE)).toContain(buttonData("acknowledge", PAGE));
		for (const message of [withoutToken(PAGE), { ...PAGE, kind: "update_due" as const }])
			expect(bodyOf(kind, message)).not.toContain(buttonData("acknowledge", PAGE));
	});

	it("slack: text of others calls nobody", () => {
		expect(JSON.parse(bodyOf("slack", PAGE)).text).toContain("&lt;!channel&gt;");
	});
});

const ALL_SET_UP: Accounts = {
	...NO_ACCOUNTS,
	pushover: {
		url: "https://p.example",
		token: "APP",
		callbackUrl: "https://oncall.example/replies/pushover",
	},
	telnyx: {
		...{ url: "https://x.example", key: "KEY", publicKey: "", from: "+49302" },
		callbackUrl: "https://oncall.example/replies/telnyx",
	},
	twilio: {
		...{ url: "https://t.example", sid: "AC1", authToken: "S", authorization: "Basic x", from: "+49301" },
		callbackUrl: "https://oncall.example/replies/twilio",
	},
};
const askOf = (kind: "pushover" | "voice", message: PageMessage) =>
	channelOf(kind)!.page({ address: "a" }, message, ALL_SET_UP) as HttpAsk;
const judged = (kind: "pushover" | "voice", status: number, body: string) =>
	askOf(kind, PAGE).judge!(status, body);

describe("Pushover", () => {
	const bodyOf = (message: PageMessage) => JSON.parse(askOf("pushover", message).body(""));

	it("repeats what must be heard now until the next step of the ladder, within Pushover’s bounds", () => {
		const emergency = { priority: 2, retry: 30, callback: "https://oncall.example/replies/pushover/TOKEN" };
		expect(bodyOf(PAGE)).toMatchObject({
			...emergency,
			expire: 300,
			tags: PAGE.incidentId,
			url: PAGE.navigate,
		});
		expect(bodyOf({ ...PAGE, ttlSeconds: 1 })).toMatchObject({ expire: 30 });
		expect(bodyOf({ ...PAGE, ttlSeconds: 86_400 })).toMatchObject({ expire: 10_800 });
	});

	it("does not repeat what waits for business hours, nor what nobody acknowledges", () => {
		const quiet = [
			{ ...PAGE, urgency: "low" as const },
			withoutToken(PAGE),
			{ ...PAGE, kind: "update_due" as const },
		];
		for (const message of quiet) {
			expect(bodyOf(message)).toMatchObject({ priority: 0 });
			expect(bodyOf(message).callback).toBeUndefined();
		}
	});

	it("ends what repeats, once somebody has it or it is over, and tells a reminder without a sound", () => {
		const noticeAsk = (notice: Notice) =>
			channelOf("pushover")!.notice!({ address: "a" }, notice, ALL_SET_UP) as HttpAsk;
		for (const kind of ["acknowledged", "resolved"] as const)
			expect(noticeAsk({ ...NOTICE, kind, subjectId: "inc_1", incidentId: "inc_1" }).url).toBe(
				"https://p.example/1/receipts/cancel_by_tag/inc_1.json",
			);
		expect(JSON.parse(noticeAsk(NOTICE).body(""))).toMatchObject({ priority: -1, title: NOTICE.title });
	});

	it("turns off a user who is gone, and nobody for what is wrong with the application", () => {
		expect(judged("pushover", 400, '{"user":"invalid","status":0}')).toEqual({ kind: "gone" });
		expect(judged("pushover", 400, '{"token":"invalid","status":0}')).toMatchObject({ kind: "failed" });
		expect(judged("pushover", 404, "")).toEqual({ kind: "failed", reason: "provider_404" });
		for (const status of [200, 429, 500]) expect(judged("pushover", status, "{}")).toBeNull();
	});
});

describe("a call", () => {
	it("says what others wrote, and obeys none of it", () => {
		const form = new URLSearchParams(askOf("voice", { ...PAGE, title: '</Say><Dial>1</Dial> "&' }).body(""));
		expect(form.get("Twiml")).toContain("&lt;/Say&gt;&lt;Dial&gt;1&lt;/Dial&gt; &quot;&amp;");
		expect(form.get("Twiml")).toContain('action="https://oncall.example/replies/twilio/TOKEN"');
	});

	it("takes no key where nobody may answer", () => {
		expect(askOf("voice", withoutToken(PAGE)).body("")).not.toContain("Gather");
	});

	it("turns off a number that nobody can call, and nobody’s for what is wrong with the account", () => {
		expect(judged("voice", 400, '{"code": 21211, "status": 400}')).toEqual({ kind: "gone" });
		expect(judged("voice", 400, '{"code": 21215}')).toEqual({ kind: "failed", reason: "provider_21215" });
		expect(judged("voice", 404, '{"code":20404}')).toEqual({ kind: "failed", reason: "provider_20404" });
		for (const status of [201, 429, 503]) expect(judged("voice", status, "")).toBeNull();
	});

	it("knows Twilio by its signature, as Twilio’s own example has it", async () => {
		const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
		const told = new URLSearchParams({
			...{ To: "+18005551212", Digits: "1234", Caller: "+14158675309", From: "+14158675309" },
			CallSid: "CA1234567890ABCDE",
		});
		const signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
		expect(await isFromTwilio("12345", signature, url, told)).toBe(true);
		expect(await isFromTwilio("54321", signature, url, told)).toBe(false);
		told.set("Digits", "4");
		expect(await isFromTwilio("12345", signature, url, told)).toBe(false);
		expect(await isFromTwilio("12345", "", url, told)).toBe(false);
	});
});

describe("a text by Telnyx", () => {
	const textBy = (accounts: Accounts, message = PAGE) =>
		channelOf("sms")!.page({ address: "+4930" }, message, accounts) as HttpAsk;
	const alone = textBy({ ...ALL_SET_UP, twilio: null });

	it("leaves by the one that is set up, and with both by Twilio first", () => {
		const both = textBy(ALL_SET_UP);
		expect([both.url, both.otherwise?.url]).toEqual([
			"https://t.example/2010-04-01/Accounts/AC1/Messages.json",
			"https://x.example/v2/messages",
		]);
		expect([alone.url, alone.otherwise]).toEqual(["https://x.example/v2/messages", undefined]);
		expect(textBy({ ...ALL_SET_UP, telnyx: null }).otherwise).toBeUndefined();
		expect(textBy(NO_ACCOUNTS)).toBeNull();
		for (const ask of [both, alone])
			expect(ask.meter).toMatchObject({ kind: "sms", number: "+4930", segments: 1 });
	});

	it("says where Telnyx tells what became of a page, and of nothing else", () => {
		expect(JSON.parse(alone.body(""))).toMatchObject({
			webhook_url: "https://oncall.example/replies/telnyx-status/TOKEN",
		});
		const code = channelOf("sms")!.code!(
			{ address: "+4930" },
			{ code: "123456", codeId: "c", validMinutes: 10, navigate: "" },
			{ ...ALL_SET_UP, twilio: null },
		) as HttpAsk;
		expect(JSON.parse(code.body(""))).toMatchObject({ use_profile_webhooks: false });
	});

	it("turns off a number that takes no texts, and nobody’s for what is wrong with the account", () => {
		const judged = (status: number, code: string) =>
			alone.judge!(status, JSON.stringify({ errors: [{ code, title: "refused" }] }));
		for (const code of ["40300", "40310"]) expect(judged(400, code)).toEqual({ kind: "gone" });
		expect(judged(401, "10009")).toEqual({ kind: "failed", reason: "provider_10009" });
		expect(alone.judge!(404, "")).toEqual({ kind: "failed", reason: "provider_404" });
		for (const status of [200, 429, 503]) expect(judged(status, "10007")).toBeNull();
	});

	it("knows Telnyx by its signature of the time and the body, for five minutes", async () => {
		const at = Date.UTC(2026, 10, 12);
		const seconds = String(at / 1_000);
		const { publicKey, privateKey } = generateKeyPairSync("ed25519");
		const key = Buffer.from(String(publicKey.export({ format: "jwk" }).x), "base64url").toString("base64");
		const signature = sign(null, Buffer.from(`${seconds}|{"a":1}`), privateKey).toString("base64");
		const checked = (...[time, mac, body, now]: [string, string, string, number]) =>
			isFromTelnyx(key, time, mac, body, now);
		expect(await checked(seconds, signature, '{"a":1}', at + 300_000)).toBe(true);
		expect(await checked(seconds, signature, '{"a":1}', at + 301_000)).toBe(false);
		expect(await checked(seconds, signature, '{"a":2}', at)).toBe(false);
		expect(await checked(String(at / 1_000 + 1), signature, '{"a":1}', at)).toBe(false);
		for (const mac of ["", "AAAA", `${"A".repeat(86)}==`])
			expect(await checked(seconds, mac, '{"a":1}', at)).toBe(false);
	});
});
