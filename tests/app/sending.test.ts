/** A form on its way to the server. */
import { describe, expect, it, vi } from "vitest";
import type { Failure, Result } from "../../app/state/api.ts";
import { sending } from "../../app/state/sending.ts";
import type { FieldError } from "../../worker/platform/contract/problem.ts";

/** A server that answers when the test says so. */
function server() {
	let tell: (answer: Result<string>) => void = () => {};
	const call = vi.fn(() => new Promise<Result<string>>((resolve) => (tell = resolve)));
	return { call, answer: (answer: Result<string>) => tell(answer) };
}

const refused = (detail: string, errors: FieldError[] = []): Failure => ({
	ok: false,
	problem: { slug: "validation", status: 422, title: "", detail, requestId: null, errors, body: {} },
});

describe("a form that is sent", () => {
	it("is sent once, however often Ana presses", async () => {
		const { call, answer } = server();
		const done = vi.fn();
		const form = sending(call, done);
		const first = form.send();
		await form.send();
		expect([call.mock.calls.length, form.busy()]).toEqual([1, true]);
		answer({ ok: true, value: "Checkout" });
		await first;
		expect([done.mock.calls, form.busy(), form.error()]).toEqual([[["Checkout"]], false, null]);
	});

	it("leads to the field that is wrong, wherever it was scrolled to", async () => {
		const { call, answer } = server();
		const focus = vi.fn();
		const currentTarget = { querySelector: () => ({ focus }) };
		const press = { preventDefault: () => {}, currentTarget } as unknown as Event;
		const form = sending(call, () => {});
		const sent = form.send(press);
		answer(refused("", [{ pointer: "/name", code: "validation", message: "is missing" }]));
		await sent;
		expect(focus).toHaveBeenCalledOnce();
	});

	it("says what is wrong at the field that it is about, and the rest in one sentence", async () => {
		const { call, answer } = server();
		const form = sending(call, () => {});
		const send = async (why: Failure) => {
			const sent = form.send();
			answer(why);
			await sent;
		};
		const missing = (pointer: string) => [{ pointer, code: "validation", message: "is missing" } as const];
		expect(form.wrong("/name")).toBeUndefined();
		await send(refused("", missing("/name")));
		expect([form.wrong("/name"), form.error()]).toEqual(["Is missing", null]);
		await send(refused("", missing("/timeZone")));
		expect([form.wrong("/name"), form.error()]).toEqual([undefined, "Time zone is missing."]);
		await send(refused("There are too many services."));
		expect([form.wrong("/name"), form.error()]).toEqual([undefined, "There are too many services."]);
		await send({ ok: false, offline: true });
		expect(form.error()).toBe("No connection. Your change isn’t confirmed.");
	});
});
