import { describe, expect, it } from "vitest";
import { readPublicUrl } from "../../../scripts/public-url.ts";
import { settled } from "../../../scripts/settled.ts";

describe("PUBLIC_URL", () => {
	it.each<[string | undefined, string | null]>([
		[undefined, null],
		["", null],
		["  ", null],
		["https://status.example.com", "https://status.example.com"],
		["https://status.example.com/", "https://status.example.com"],
		["HTTPS://Status.Example.COM//", "https://status.example.com"],
		["https://status.example.com:443", "https://status.example.com"],
		["https://status.example.com:8443/", "https://status.example.com:8443"],
		["http://localhost:8787", "http://localhost:8787"],
		["http://LOCALHOST:8787/", "http://localhost:8787"],
	])("%j is obeyed as %j", (setting, origin) => {
		expect(readPublicUrl(setting)).toBe(origin);
	});

	it.each([
		["status.example.com", /must begin with https/],
		["//status.example.com", /must begin with https/],
		["ftp://status.example.com", /must begin with https/],
		["https://", /must begin with https/],
		["https://status.example.com/tocsin", /an origin alone: https:\/\/status.example.com\./],
		["https://status.example.com/?a=1", /an origin alone/],
		["https://status.example.com/#a", /an origin alone/],
		["https://ana:s@status.example.com", /an origin alone/],
		["http://status.example.com", /must be https/],
		["http://127.0.0.1:8787", /must be https/],
		["http://localhost.example.com", /must be https/],
	])("%j is refused in a sentence that names the setting", (setting, why) => {
		expect(() => readPublicUrl(setting)).toThrow(/^PUBLIC_URL is "/);
		expect(() => readPublicUrl(setting)).toThrow(why);
	});
});

describe("the web push identity", () => {
	it("is set as a whole or not at all", () => {
		expect(() => settled({ VAPID_PUBLIC_KEY: "a" })).toThrow(/VAPID_PRIVATE_KEY/);
		expect(() => settled({ VAPID_PRIVATE_KEY: "a", VAPID_PUBLIC_KEY: "" })).toThrow(/VAPID_PUBLIC_KEY/);
		expect(settled({ VAPID_SUBJECT: "mailto:a@b.example" })).toEqual({ VAPID_SUBJECT: "mailto:a@b.example" });
	});
});

describe("a setting that could not work at night", () => {
	it.each([
		"mailto:ana@localhost",
		"mailto:ana@shop.local",
		"https://shop.invalid",
		"ana@shop.example",
		"mailto:",
	])("F26: is refused at start: VAPID_SUBJECT %j", (subject) => {
		expect(() => settled({ VAPID_SUBJECT: subject })).toThrow(/^VAPID_SUBJECT is "/);
	});

	it.each(["http://beat.example/1", "beat.example", "https://10.0.0.1/", "https://beat"])(
		"is refused at start: HEARTBEAT_URL %j",
		(url) => expect(() => settled({ HEARTBEAT_URL: url })).toThrow(/^HEARTBEAT_URL cannot be called/),
	);

	it("is refused at start: DNS_RESOLVERS that cannot be called", () => {
		const odd = { DNS_RESOLVERS: "https://dns.google/dns-query, http://10.0.0.1/dns-query" };
		expect(() => settled(odd)).toThrow(/^DNS_RESOLVERS cannot be called/);
		expect(settled({ ...odd, EGRESS_ALLOW: "10.0.0.1:80" })).toMatchObject(odd);
	});

	it.each([
		"127.0.0.1",
		"http://127.0.0.1:9000",
		"127.1:9000",
		"127.0.0.1:99999",
		"127.0.0.1:9000,localhost",
	])("is refused at start: EGRESS_ALLOW %j", (allow) =>
		expect(() => settled({ EGRESS_ALLOW: allow })).toThrow(/^EGRESS_ALLOW has "/),
	);

	it.each(["", " ", "127.0.0.1:9000", "LOCALHOST:1, [::1]:2 ,", "hooks.shop.internal:8443"])(
		"is obeyed: EGRESS_ALLOW %j",
		(allow) => expect(settled({ EGRESS_ALLOW: allow })).toEqual({ EGRESS_ALLOW: allow }),
	);

	const MAIL = { EMAIL_PROVIDER: "resend", EMAIL_FROM: "pages@shop.example", EMAIL_KEY: "re_1" };
	it.each([
		[{ EMAIL_KEY: "re_1" }, "EMAIL_PROVIDER"],
		[{ ...MAIL, EMAIL_PROVIDER: "smtp" }, "EMAIL_PROVIDER"],
		[{ ...MAIL, EMAIL_FROM: "pages" }, "EMAIL_FROM"],
		[{ ...MAIL, EMAIL_KEY: "" }, "EMAIL_KEY"],
		[{ ...MAIL, EMAIL_PROVIDER: "relay" }, "EMAIL_URL"],
		[{ ...MAIL, EMAIL_URL: "http://10.0.0.1/" }, "EMAIL_URL"],
		[{ ...MAIL, EMAIL_EVENTS_SECRET: "secret" }, "EMAIL_EVENTS_SECRET"],
		[{ EMAIL_EVENTS_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }, "EMAIL_PROVIDER"],
		[{ SLACK_BOT_TOKEN: "xoxb" }, "SLACK_BOT_TOKEN"],
		[{ TELEGRAM_URL: "http://10.0.0.1/" }, "TELEGRAM_URL"],
		[{ TELNYX_API_KEY: "KEY1", TELNYX_FROM: "+4930" }, "TELNYX_API_KEY"],
		[{ TELNYX_API_KEY: "KEY1", TELNYX_FROM: "+4930", TELNYX_PUBLIC_KEY: "short" }, "TELNYX_PUBLIC_KEY"],
	])("half a provider is refused at start: %j", (given, name) => {
		expect(() => settled(given)).toThrow(new RegExp(`^${name}`));
		expect(settled(MAIL)).toEqual(MAIL);
	});

	it("is taken when the operator listed it", () => {
		const listed = { HEARTBEAT_URL: "http://127.0.0.1:9000/beat", EGRESS_ALLOW: "127.0.0.1:9000" };
		expect(settled(listed)).toEqual(listed);
		expect(
			settled({ HEARTBEAT_URL: "https://beat.example/1", VAPID_SUBJECT: "https://shop.example" }),
		).toBeDefined();
	});
});
