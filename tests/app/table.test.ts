import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	holdsWords,
	inOrder,
	isNarrowed,
	narrowed,
	nextOrder,
	type Order,
	orderOf,
	orderWord,
	type Sortable,
	stretch,
	type TableFilter,
} from "../../app/state/table.ts";
import { manyWords, onEach } from "../../app/state/table-acts.ts";
import { sameQuery, viewsIn, withView } from "../../app/state/table-views.ts";

interface Row {
	name: string;
	share: number | null;
}
const COLUMNS: Sortable<Row>[] = [
	{ key: "name", value: ({ name }) => name },
	{ key: "share", value: ({ share }) => share },
	{ key: "picture" },
];
const ROWS: Row[] = [
	{ name: "disk 10", share: 0.5 },
	{ name: "Disk 2", share: null },
	{ name: "éclair", share: 0.9 },
	{ name: "eclipse", share: 0.5 },
];
const names = (order: Order | null) => inOrder(ROWS, COLUMNS, order).map(({ name }) => name);

describe("the order of a table", () => {
	it("is that of people: figures in words count, accents and capitals do not", () => {
		expect(names({ by: "name", down: false })).toEqual(["Disk 2", "disk 10", "éclair", "eclipse"]);
		expect(names(null)).toEqual(ROWS.map(({ name }) => name));
	});

	it("keeps what has no value at the end, both ways, and alike rows as they were", () => {
		expect(names({ by: "share", down: false })).toEqual(["disk 10", "eclipse", "éclair", "Disk 2"]);
		expect(names({ by: "share", down: true })).toEqual(["éclair", "disk 10", "eclipse", "Disk 2"]);
	});

	it("loses no row, whatever the values", () => {
		const rows = fc.array(fc.record({ name: fc.string(), share: fc.option(fc.double({ noNaN: true })) }));
		const order = fc.record({ by: fc.constantFrom("name", "share", "picture", "x"), down: fc.boolean() });
		fc.assert(
			fc.property(rows, order, (some, by) => {
				const sorted = inOrder(some, COLUMNS, by);
				expect(new Set(sorted)).toEqual(new Set(some));
				expect(sorted).toHaveLength(some.length);
			}),
		);
	});

	it("is read from the address and written into it, and nothing else is", () => {
		for (const word of ["name", "-share"]) expect(orderWord(orderOf({ sort: word }, COLUMNS))).toBe(word);
		for (const sort of ["picture", "x", "", "-", ["name", "share"]])
			expect(orderOf({ sort }, COLUMNS)).toBeNull();
	});

	it("goes up, down, and back with three presses of a heading", () => {
		const first = nextOrder(null, "name");
		const second = nextOrder(first, "name");
		expect([first, second, nextOrder(second, "name")]).toEqual([
			{ by: "name", down: false },
			{ by: "name", down: true },
			null,
		]);
		expect(nextOrder(second, "share")).toEqual({ by: "share", down: false });
	});
});

describe("a table's search and filters", () => {
	const half: TableFilter<Row> = {
		...{ key: "share", all: "All shares", options: [{ value: "half", name: "Half" }] },
		matches: ({ share }) => share === 0.5,
	};
	const found = (address: Record<string, string>) =>
		narrowed(ROWS, address, [half], ({ name }) => name).map(({ name }) => name);

	it("let through what holds every word and meets every choice", () => {
		expect(found({ q: "DISK" })).toEqual(["disk 10", "Disk 2"]);
		expect(found({ q: "10 disk", share: "half" })).toEqual(["disk 10"]);
		expect(found({ q: " " })).toHaveLength(4);
		expect(holdsWords("Disk 10", "1 d")).toBe(true);
	});

	it("leave out nothing for a choice that there is none of", () => {
		expect(found({ share: "quarter" })).toHaveLength(4);
		expect(isNarrowed({ sort: "-name", x: "1" }, [half])).toBe(false);
		expect(isNarrowed({ share: "half" }, [half])).toBe(true);
	});

	it("choose a stretch from either end", () => {
		const ids = ["a", "b", "c", "d"];
		expect([stretch(ids, "b", "d"), stretch(ids, "d", "b"), stretch(ids, "gone", "b")]).toEqual([
			...[["b", "c", "d"], ["b", "c", "d"], ["b"]],
		]);
	});
});

describe("the views that a device keeps", () => {
	it("are the same when their address says the same", () => {
		expect(sameQuery("?sort=-a&q=&state=up")).toBe(sameQuery("state=up&sort=-a"));
		expect(sameQuery("person=x&q=bo", ["person"])).toBe("q=bo");
	});

	it("survive what somebody else wrote into their place", () => {
		for (const text of [null, "", "{", "{}", '"x"', '[1,null,{"name":1}]']) expect(viewsIn(text)).toEqual([]);
		expect(viewsIn('[{"name":"P1","query":"b=2&a=1"}]')).toEqual([{ name: "P1", query: "a=1&b=2" }]);
	});

	it("take a name once, and never grow without end", () => {
		const two = withView(withView([], { name: "Mine", query: "a=1" }), { name: "Mine", query: "a=2" });
		expect(two).toEqual([{ name: "Mine", query: "a=2" }]);
		let many = two;
		for (let n = 0; n < 30; n++) many = withView(many, { name: `View ${n}`, query: "" });
		expect(many).toHaveLength(12);
		expect(many.at(-1)?.name).toBe("View 29");
	});
});

describe("an act on many rows", () => {
	it("tries each, and says how many were done and why the first of the others was not", async () => {
		const tried: number[] = [];
		const many = await onEach([1, 2, 3], async (n) => {
			tried.push(n);
			return n === 1 ? null : `Not ${n}.`;
		});
		expect(tried).toEqual([1, 2, 3]);
		expect(manyWords(many, 3, "monitor", "paused")).toBe("1 of 3 monitors paused. Not 2.");
		expect(manyWords({ done: 3, why: null }, 3, "monitor", "paused")).toBe("3 monitors paused");
		expect(
			manyWords({ done: 0, why: "Bo acknowledged in the meantime" }, 1, "incident", "acknowledged"),
		).toBe("Bo acknowledged in the meantime");
	});
});
