/** What a TLS check takes for up, and how it counts the days that a certificate has left. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, whyRefused } from "../../../worker/monitoring/checks/tls/judge.ts";
import { words } from "../../../worker/monitoring/checks/tls/words.ts";
import { monitorShape } from "../../support/monitor-shape.ts";

const DAY = 86_400_000;
const AT = Date.UTC(2031, 0, 6, 3);
const EXPECT = monitorShape("mon_1", "").expect;
const judged = (
	certificateDaysLeft: number | null,
	endsAt: number | null,
	latencyBelowMs: number | null = null,
) =>
	judge(
		{ ...EXPECT, certificateDaysLeft, latencyBelowMs },
		{ certificate: endsAt === null ? null : { endsAt, isForHost: true }, latencyMs: 40, at: AT },
	);

describe("a handshake", () => {
	it("is all that is asked of a server, unless days are", () => {
		expect(judged(null, null)).toMatchObject({ outcome: "up", detail: "TLS in 40 ms" });
		expect(judged(null, null, 40)).toMatchObject({ outcome: "degraded" });
	});

	it("is down by its certificate when this ends sooner than is wanted, and tells when", () => {
		expect(judged(14, AT + 14 * DAY)).toMatchObject({
			outcome: "up",
			detail: "TLS in 40 ms, certificate expires in 14 days",
		});
		expect(judged(14, AT + 14 * DAY - 1)).toEqual({
			...{ outcome: "down", reason: "tls", latencyMs: 40 },
			detail: "certificate expires in 13 days, which is less than 14",
		});
		expect(judged(14, AT + DAY).detail).toBe("certificate expires in 1 day, which is less than 14");
	});

	it("counts whole days only: more time left never makes it worse", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 3_650 }),
				fc.integer({ min: 0, max: 4_000 * DAY }),
				(wanted, leftMs) => {
					expect(judged(wanted, AT + leftMs).outcome).toBe(leftMs >= wanted * DAY ? "up" : "down");
				},
			),
		);
	});

	it("wakes nobody for a certificate that cannot be read, and says that it cannot", () => {
		const judgement = judged(14, null);
		expect(judgement).toMatchObject({ outcome: "degraded", reason: null });
		expect(judgement.detail).toMatch(/can’t be read, which takes a server that speaks TLS 1\.2$/);
	});

	it("that fails tells what of the certificate is wrong", () => {
		const why = (endsAt: number, isForHost: boolean) =>
			whyRefused({ certificate: { endsAt, isForHost }, at: AT });
		expect(why(AT, true)).toBe("the certificate has expired");
		expect(why(AT + DAY, false)).toBe("the certificate is for another host");
		expect(why(AT + DAY, true)).toBe("the certificate is not trusted");
		expect(whyRefused({ certificate: null, at: AT })).toBeNull();
	});

	it("is typed with a port or without", () => {
		expect(words.read("tls://shop.example")).toBe("shop.example:443");
		expect(words.read("TLS://shop.example:993/")).toBe("shop.example:993");
		expect(words.read("tls://[2001:db8::1]")).toBe("[2001:db8::1]:443");
		for (const odd of ["shop.example", "tls://", "tls://shop.example:99999", "tls://a b"])
			expect(words.read(odd)).toBeNull();
	});
});
