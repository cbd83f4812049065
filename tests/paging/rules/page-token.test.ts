import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageToken, readPageToken } from "../../../worker/paging/page-token.ts";
import type { Env } from "../../../worker/platform/env.ts";
import { runs } from "../../support/runs.ts";

const env = { MASTER_KEY: "a master key of this deployment" } as Env;
const claim = { incidentId: "inc_1", pageId: "pag_1", epoch: 2, expiresAt: 1_000_000 };

describe("F42: the token of a page", () => {
	it("says which page of which epoch it is for, until it expires", async () => {
		const token = await pageToken(env, claim);
		expect(await readPageToken(env, token, 999_999)).toEqual(claim);
		expect(await readPageToken(env, token, 1_000_000)).toBeNull();
	});

	it("is derived and never stored: the same page gives the same token", async () => {
		expect(await pageToken(env, claim)).toBe(await pageToken(env, claim));
	});

	it("is nothing to another deployment", async () => {
		const token = await pageToken(env, claim);
		expect(await readPageToken({ MASTER_KEY: "another" } as Env, token, 0)).toBeNull();
	});

	it("opens nothing when a single character was changed", async () => {
		const token = await pageToken(env, claim);
		await fc.assert(
			fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom("A", "b", "7", "."), async (at, char) => {
				fc.pre(token[at] !== char);
				const forged = token.slice(0, at) + char + token.slice(at + 1);
				const read = await readPageToken(env, forged, 0);
				// The last character of base64url carries spare bits: a token that decodes alike is alike.
				if (read !== null) expect(read).toEqual(claim);
				if (at < token.lastIndexOf(".")) expect(read).toBeNull();
			}),
			{ numRuns: runs(200) },
		);
	});

	it("is refused quietly when it is no token at all", async () => {
		for (const text of ["", "page1", "page1..", "page1.x.y.z", "a".repeat(5_000)])
			expect(await readPageToken(env, text, 0)).toBeNull();
	});
});
