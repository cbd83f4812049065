import { expect, it } from "vitest";
import { closeCode } from "../../../worker/people/rules/close-code.ts";

it("answers a connection that broke off with a code that may be sent", () => {
	for (const code of [1005, 1006, 1015]) expect(closeCode(code)).toBe(1000);
	for (const code of [1000, 1001, 4_401]) expect(closeCode(code)).toBe(code);
});
