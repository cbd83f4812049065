import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filled, filledCommand } from "../../../worker/runbooks/rules/variables.ts";

const values = { service: "Checkout API", target: "https://shop.example/health", severity: "P1" };

describe("a step on an incident", () => {
	it("names what is broken here, and leaves what other tools write in braces", () => {
		expect(filled("{{service}} ({{ severity }}): {{.Names}} {{ github.sha }} {{monitor}}", values)).toBe(
			"Checkout API (P1): {{.Names}} {{ github.sha }} {{monitor}}",
		);
	});

	it("has a command that can be pasted as it is", () => {
		expect(filledCommand("curl -I {{target}}", values)).toEqual({
			...{ text: "curl -I https://shop.example/health", unknown: [], unsafe: [] },
		});
		expect(filledCommand("ping {{monitor}} {{monitor}}", values).unknown).toEqual(["monitor"]);
	});

	it.each(["$(reboot)", "a; reboot", "a`b`", "-rf", "a'b", 'a"b', "a\nb", "a&b", "a|b", "~root", "#1", "a*"])(
		"never puts into a command what a shell would read: %s",
		(service) => {
			const command = filledCommand("restart {{service}}", { service });
			expect(command).toEqual({ text: "restart {{service}}", unknown: [], unsafe: ["service"] });
		},
	);

	it("fills in nothing else, whatever is written and called", () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (text, service) => {
				const { text: made, unsafe } = filledCommand(text, { service });
				if (unsafe.length > 0) expect(made).toBe(text);
				if (!/\{\{\s*service\s*\}\}/.test(text)) expect(made).toBe(text);
			}),
		);
	});
});
