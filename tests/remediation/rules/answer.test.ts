import { describe, expect, it } from "vitest";
import { judgeAnswer } from "../../../worker/remediation/rules/answer.ts";

const got = (status: number, body = "") => judgeAnswer({ ok: true, status, body });

describe("what a receiver answers", () => {
	it.each([
		[200, "", "done", null],
		[202, "accepted", "done", "accepted"],
		[200, '{"result":"succeeded","message":"restarted"}', "done", "restarted"],
		[200, '{"result":"failed","message":"no such container"}', "failed", "no such container"],
		[200, '{"result":"failed"}', "failed", null],
		[200, "[1]", "done", "[1]"],
		[302, "", "failed", "HTTP 302"],
		[403, "not for you", "failed", "not for you"],
		[429, "", "retry", "HTTP 429"],
		[503, "", "retry", "HTTP 503"],
	] as const)("%i %s: %s", (status, body, outcome, message) => {
		expect(got(status, body)).toEqual({ outcome, status, message });
	});

	it("is asked again where no answer came, and not where it may not be called", () => {
		const broken = (reason: string) => judgeAnswer({ ok: false, reason, detail: "why" }).outcome;
		expect(broken("reset")).toBe("retry");
		expect(broken("timeout")).toBe("retry");
		expect(broken("blocked")).toBe("failed");
	});

	it("is kept short and plain, whatever it sends", () => {
		const { message } = got(200, `a\u202eb\u0007${"x".repeat(500)}`);
		expect(message).toMatch(/^a b x+…$/);
		expect(message!.length).toBe(300);
	});
});
