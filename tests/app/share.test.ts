import { describe, expect, it } from "vitest";
import { sharedText } from "../../app/screens/incidents/share/shared.ts";

describe("what another app shares", () => {
	it.each([
		[
			{ title: "Errors", text: "Up since 03:00", url: "https://g.example/1" },
			"Errors\nUp since 03:00\nhttps://g.example/1",
		],
		[{ text: "Look: https://g.example/1", url: "https://g.example/1" }, "Look: https://g.example/1"],
		[{ title: "https://g.example/1", text: "https://g.example/1" }, "https://g.example/1"],
		[{ title: " ", text: "" }, ""],
		[{}, ""],
	])("is one note, and says nothing twice: %j", (query, text) => expect(sharedText(query)).toBe(text));

	it("is never longer than a note may be", () => {
		expect(sharedText({ text: "x".repeat(30_000) })).toHaveLength(20_000);
	});
});
