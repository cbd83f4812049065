import { expect, it } from "vitest";
import { makeChallenge, readChallenge } from "../../../worker/people/sign-in/challenge.ts";
import type { Env } from "../../../worker/platform/env.ts";
import { minutes } from "../../../worker/platform/rules/time.ts";

const env = { MASTER_KEY: "a test's master key" } as unknown as Env;
const NOW = Date.UTC(2026, 10, 23, 3);
const ANA = { userId: "usr_ana", name: "Ana Ødegård", timeZone: "Europe/Oslo", inviteId: null };
const invited = { ceremony: "invite", subject: ANA, expiresAt: NOW + minutes(5) } as const;
const text = async (challenge = invited, by = env) =>
	Buffer.from(await makeChallenge(by, challenge)).toString("base64url");

it("a challenge says whom and what it is for, and no two are alike", async () => {
	const first = await text();
	expect(await readChallenge(env, first, "invite", NOW)).toMatchObject(invited);
	expect(await text()).not.toBe(first);
});

it("is good for its ceremony, its time and its deployment only", async () => {
	const given = await text();
	expect(await readChallenge(env, given, "login", NOW)).toBeNull();
	expect(await readChallenge(env, given, "invite", NOW + minutes(5))).toBeNull();
	const other = { MASTER_KEY: "another key" } as unknown as Env;
	expect(await readChallenge(other, given, "invite", NOW)).toBeNull();
});

it("is taken in its one spelling, so that it can be used once only", async () => {
	const given = await text();
	const bytes = Buffer.from(given, "base64url");
	for (const other of [
		`${given}=`,
		bytes.toString("base64"),
		`${given}A`,
		given.slice(0, -4),
		"",
		"not a challenge",
	].filter((spelling) => spelling !== given))
		expect(await readChallenge(env, other, "invite", NOW), other).toBeNull();
	for (let at = 0; at < bytes.length; at += 7) {
		const changed = Buffer.from(bytes);
		changed[at] = (changed[at] ?? 0) ^ 1;
		expect(await readChallenge(env, changed.toString("base64url"), "invite", NOW)).toBeNull();
	}
});
