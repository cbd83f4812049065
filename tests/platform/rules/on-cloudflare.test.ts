/** What Cloudflare's network does not do for a Worker, and what its edge says in place of a target. */
import { describe, expect, it } from "vitest";
import { judgeAddress } from "../../../worker/platform/rules/address.ts";
import { edgeFailure, isEdgeStatus } from "../../../worker/platform/rules/edge-failure.ts";

const none = new Set<string>();
const why = (target: string, isOnCloudflare: boolean) => {
	const verdict = judgeAddress("check", target, { allow: none, ownNames: none, isOnCloudflare });
	return verdict.ok ? null : verdict.why;
};

describe("a target that Cloudflare never asks", () => {
	it.each([
		["https://8.8.8.8/", /IP address/],
		["https://[2001:4860:4860::8888]/", /IP address/],
		["https://0x08080808/", /IP address/],
		["mail.example.com:25", /port 25/],
		["104.16.1.1:443", /address of Cloudflare/],
		["172.71.255.255:443", /address of Cloudflare/],
		["[2606:4700::1111]:443", /address of Cloudflare/],
	])("is refused there, and taken elsewhere: %s", (target, reason) => {
		expect(why(target, true)).toMatch(reason);
		expect(why(target, false)).toBeNull();
	});

	it.each([
		"https://shop.example.com/",
		"https://shop.example.com:25/",
		"8.8.8.8:53",
		"mail.example.com:587",
	])("is not any other: %s", (target) => expect(why(target, true)).toBeNull());
});

describe("an answer of Cloudflare's edge", () => {
	it.each([
		[530, 1001, "dns"],
		[530, 1016, "dns"],
		[530, 1033, "refused"],
		[409, 1002, "ours"],
		[403, 1003, "ours"],
		[403, 1014, "ours"],
		[521, 521, "refused"],
		[522, 522, "timeout"],
		[526, 526, "tls"],
	])("%i with error code %i means %s", (status, code, meaning) => {
		expect(isEdgeStatus(status)).toBe(true);
		expect(edgeFailure(status, `error code: ${code}`)).toBe(meaning);
	});

	it("is not the target's own answer", () => {
		expect(isEdgeStatus(200)).toBe(false);
		expect(edgeFailure(403, "error code: 1003 is what we saw")).toBeNull();
		expect(edgeFailure(403, "error code: 1020")).toBeNull();
		expect(edgeFailure(403, "")).toBeNull();
	});
});
