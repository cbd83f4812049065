import { expect, it } from "vitest";
import { namedBy, readSlashCommand } from "../../../worker/alerts/rules/slash-command.ts";

it.each(["who", "oncall", "On-call?", "who is on call?"])("%j asks who is on call", (text) => {
	expect(readSlashCommand(text)).toEqual({ kind: "who" });
});

it("declares with a severity or without, and leaves colons in the title alone", () => {
	expect(readSlashCommand("declare p1 Checkout: Cards: refused\n everywhere")).toEqual({
		...{ kind: "declare", severity: "P1", service: "Checkout", title: "Cards: refused everywhere" },
	});
	expect(readSlashCommand("declare  Check out :x")).toMatchObject({
		severity: null,
		service: "Check out",
		title: "x",
	});
});

it.each(["", "help", "declare", "declare Checkout", "declare Checkout: ", "declare : x", "whoever"])(
	"%j asks for help",
	(text) => expect(readSlashCommand(text)).toEqual({ kind: "help" }),
);

it("finds the one service that is meant, and none where it could be several", () => {
	const all = ["Checkout", "Checkout API", "Search"].map((name) => ({ name }));
	expect(namedBy(all, "checkout")?.name).toBe("Checkout");
	expect(namedBy(all, "sea")?.name).toBe("Search");
	expect(namedBy(all, "checkout a")?.name).toBe("Checkout API");
	expect(namedBy(all, "check")).toBeNull();
	expect(namedBy(all, "mail")).toBeNull();
});
