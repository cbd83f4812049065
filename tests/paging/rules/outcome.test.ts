import { describe, expect, it } from "vitest";
import { outcomeOf, retryAfterMs } from "../../../worker/paging/sending/outcome.ts";

const answer = (status: number, headers: Record<string, string> = {}) =>
	outcomeOf(
		{
			ok: true,
			status,
			headers: new Headers(headers),
			body: "",
			bytes: new Uint8Array(),
			isCut: false,
			latencyMs: 3,
		},
		Date.now(),
	);

describe("what a receiver's answer means for a page", () => {
	it.each([
		[201, "accepted"],
		[200, "accepted"],
		[400, "failed"],
		[403, "failed"],
		[413, "failed"],
		[307, "failed"],
		[408, "retry"],
		[429, "retry"],
		[500, "retry"],
		[503, "retry"],
	])("takes %i as %s", (status, kind) => {
		expect(answer(status).kind).toBe(kind);
	});

	it("F24: reads Retry-After as seconds or as a date, and takes nonsense for half a minute", () => {
		const now = Date.UTC(2026, 10, 23, 3, 0, 0);
		expect(retryAfterMs("7", now)).toBe(7_000);
		expect(retryAfterMs("Mon, 23 Nov 2026 03:00:09 GMT", now)).toBe(9_000);
		expect(retryAfterMs("soon", now)).toBe(30_000);
		expect(retryAfterMs(null, now)).toBeNull();
	});

	it("never calls a refused address again", () => {
		const refused = outcomeOf({ ok: false, reason: "blocked", detail: "", latencyMs: 0 }, 0);
		expect(refused).toEqual({ kind: "failed", reason: "blocked" });
		const silent = outcomeOf({ ok: false, reason: "timeout", detail: "", latencyMs: 0 }, 0);
		expect(silent).toMatchObject({ kind: "retry", reason: "timeout" });
	});
});
