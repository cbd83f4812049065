import { describe, expect, it } from "vitest";
import { readCloudwatch } from "../../../worker/alerts/inbound/cloudwatch/reader.ts";
import { isOfSns, isSignedBy, signedText } from "../../../worker/alerts/inbound/cloudwatch/signed.ts";
import { SELF_SIGNED } from "../../support/self-signed.ts";
import { SNS_CERTIFICATE, signedBySns as signed } from "../../support/sns.ts";

const NOTHING_ELSE: ReadonlySet<string> = new Set();
const alarm = (NewStateValue: string) => ({
	Message: JSON.stringify({
		AlarmName: "5xx",
		AlarmArn: "arn:aws:cloudwatch:eu-west-1:1:alarm:5xx",
		NewStateValue,
	}),
});
const NOW = Date.parse("2026-12-01T00:00:00Z");
const CENTURIES_MS = 200 * 365 * 86_400_000;

it.each([
	["ALARM", "trigger"],
	["OK", "resolve"],
	["INSUFFICIENT_DATA", undefined],
])("an alarm in state %s means %s, by its ARN", (state, action) => {
	const [alert] = readCloudwatch(signed(alarm(state))) ?? [];
	expect(alert?.action).toBe(action);
	if (action) expect(alert?.dedupKey).toBe("arn:aws:cloudwatch:eu-west-1:1:alarm:5xx");
});

it("is silent about what is no alarm, and refuses what SNS does not send", () => {
	expect(readCloudwatch(signed({ Message: "hello" }))).toEqual([]);
	expect(readCloudwatch({ AlarmName: "raw delivery" })).toBeNull();
});

describe("the signature of Amazon SNS", () => {
	it.each(["1", "2"])("holds in version %s for a notification and for a question", (SignatureVersion) => {
		for (const Type of ["Notification", "SubscriptionConfirmation"] as const)
			expect(isSignedBy(SNS_CERTIFICATE, signed({ Type, SignatureVersion }), NOW)).toBe(true);
	});

	it("covers the subject where there is one", () => {
		expect(signedText(signed({ Subject: "ALARM" }))).toContain("\nSubject\nALARM\n");
		expect(signedText(signed())).not.toContain("Subject");
	});

	it("does not hold for other words, another key, an old certificate or an unknown version", () => {
		const envelope = signed();
		expect(isSignedBy(SNS_CERTIFICATE, { ...envelope, Message: "forged" }, NOW)).toBe(false);
		expect(isSignedBy(SELF_SIGNED.cert, envelope, NOW)).toBe(false);
		expect(isSignedBy("no certificate", envelope, NOW)).toBe(false);
		expect(isSignedBy(SNS_CERTIFICATE, { ...envelope, SignatureVersion: "3" }, NOW)).toBe(false);
		expect(isSignedBy(SNS_CERTIFICATE, envelope, NOW + CENTURIES_MS)).toBe(false);
	});

	it.each([
		["https://sns.eu-west-1.amazonaws.com/cert.pem", true],
		["https://sns.cn-north-1.amazonaws.com.cn/cert.pem", true],
		["http://sns.eu-west-1.amazonaws.com/cert.pem", false],
		["https://sns.eu-west-1.amazonaws.com.evil.example/cert.pem", false],
		["https://evil.example/sns.eu-west-1.amazonaws.com", false],
		["https://sns.eu-west-1.amazonaws.com:8443/cert.pem", false],
		["https://evil.s3.amazonaws.com/cert.pem", false],
		["no url", false],
	])("is looked up at %s: %s", (url, expected) => {
		expect(isOfSns(url, NOTHING_ELSE)).toBe(expected);
	});
});
