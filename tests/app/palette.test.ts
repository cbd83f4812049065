import { describe, expect, it } from "vitest";
import { ROUTES } from "../../app/routes.ts";
import { besideAt, type Entry, rank } from "../../app/screens/incidents/palette/entries.ts";
import { queryOf } from "../../app/screens/incidents/palette/search.ts";
import { globalHelp, globalKey, PLACES } from "../../app/shell/key-words.ts";

const entry = (group: Entry["group"], title: string, more: Partial<Entry> = {}): Entry => ({
	...{ id: `${group} ${title}`, group, title, run: () => {} },
	...more,
});
const incident = (number: number, title: string, first = true): Entry =>
	entry("Incidents", title, {
		...{ sub: `#${number} · Checkout`, first },
		incident: { number, severity: "P1", state: "triggered" },
	});

const ALL = [
	entry("Actions", "Acknowledge #12", {
		incident: { number: 12, severity: "P1", state: "triggered" },
	}),
	entry("Actions", "Declare an incident", { first: true }),
	incident(12, "Payments fail"),
	incident(112, "12 of 14 disks are full"),
	entry("Go to", "Incidents", { first: true }),
	entry("Go to", "Monitors", { first: true, also: "Every check" }),
	entry("Services", "Checkout"),
	entry("People", "Chidi Okafor", { also: "chidi@shop.example" }),
	entry("Settings", "Theme: Night red", { also: "color" }),
];
const titles = (typed: string) =>
	rank(ALL, typed).flatMap(({ entries }) => entries.map(({ title }) => title));

describe("what Ana finds in the palette", () => {
	it("is the incident by its number first, so that Enter acknowledges nothing by accident", () => {
		expect(titles("12")).toEqual(["Payments fail", "12 of 14 disks are full", "Acknowledge #12"]);
		expect(titles("#12")).toEqual(["Payments fail", "Acknowledge #12"]);
		expect(titles("ack 12")).toEqual(["Acknowledge #12"]);
		expect(titles("#9")).toEqual([]);
	});

	it("matches every word, wherever it stands", () => {
		expect(titles("okafor ch")).toEqual(["Chidi Okafor"]);
		expect(titles("pay checkout")).toEqual(["Payments fail"]);
		expect(titles("pay nothing")).toEqual([]);
		expect(titles("color")).toEqual(["Theme: Night red"]);
	});

	it("has what begins with the word before what holds it, group by group", () => {
		expect(titles("inc")[0]).toBe("Incidents");
		expect(titles("check")[0]).toBe("Checkout");
		expect(titles("ack")[0]).toBe("Acknowledge #12");
	});

	it("is, before anything is typed, what is open, where one can go, and what can be done", () => {
		expect(rank(ALL, " ").map(({ group }) => group)).toEqual(["Incidents", "Actions", "Go to"]);
		expect(titles("")[0]).toBe("Payments fail");
		expect(titles("")).not.toContain("Acknowledge #12");
	});

	it("shows six of a group at most", () => {
		const many = Array.from({ length: 30 }, (_none, n) => entry("Monitors", `Disk ${n}`));
		expect(rank(many, "disk")[0]?.entries).toHaveLength(6);
	});

	it("is walked around its ends", () => {
		expect([besideAt(0, -1, 3), besideAt(2, 1, 3), besideAt(0, 1, 0)]).toEqual([2, 0, 0]);
	});
});

describe("what the server is asked", () => {
	it("is a number as a number, words from two letters on, and never more than it takes", () => {
		expect([queryOf("12"), queryOf("#12"), queryOf(" a"), queryOf("ab "), queryOf("")]).toEqual([
			...["#12", "#12", null, "ab", null],
		]);
		expect(queryOf("x".repeat(300))).toHaveLength(100);
	});
});

describe("a key that acts everywhere", () => {
	const press = (key: string, more: Partial<Parameters<typeof globalKey>[0]> = {}) => ({
		...{ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false },
		...more,
	});

	it("leads somewhere only after g, and only to places that there are", () => {
		expect(globalKey(press("i"), true, true)).toEqual({ go: "/incidents" });
		expect(globalKey(press("i"), false, true)).toBeNull();
		expect(globalKey(press("x"), true, true)).toBeNull();
		const listed = new Map(globalHelp(false, ROUTES).map(({ keys, does }) => [keys.join(" "), does]));
		const paths = new Set(ROUTES.map(({ path }) => path));
		for (const [letter, path] of Object.entries(PLACES))
			expect(listed.has(`g ${letter}`)).toBe(paths.has(path));
	});

	it("leaves the browser its own, and opens the palette with either", () => {
		expect(globalKey(press("k", { ctrlKey: true }), false, false)).toBe("palette");
		expect(globalKey(press("K", { metaKey: true }), false, false)).toBe("palette");
		expect(globalKey(press("g", { ctrlKey: true }), false, true)).toBeNull();
		expect(globalKey(press("/", { altKey: true }), false, true)).toBeNull();
		expect(globalKey(press("g", { repeat: true }), false, true)).toBeNull();
	});

	it("stays quiet for who turned single keys off, but for the list of keys", () => {
		expect(globalKey(press("g"), false, false)).toBeNull();
		expect(globalKey(press("/"), false, false)).toBeNull();
		expect(globalKey(press("?"), false, false)).toBe("help");
	});

	it("is listed with the sign of the machine", () => {
		const chords = (apple: boolean) =>
			globalHelp(apple, [])
				.slice(0, 2)
				.map(({ keys }) => keys.join(" "));
		expect(chords(true)).toEqual(["⌘ K", "⌘ Enter"]);
		expect(chords(false)).toEqual(["Ctrl K", "Ctrl Enter"]);
	});
});
