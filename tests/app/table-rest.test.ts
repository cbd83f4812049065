import { describe, expect, it } from "vitest";
import { MOST, readRest } from "../../app/parts/table-rest.ts";

const PAGE = 200;

/** A list of `pages` pages of which one is read, and how often another was asked for. */
function listOf(pages: number) {
	const list = { read: 1, asked: 0, isAsked: true, fails: false };
	const rest = {
		hasMore: () => list.read < pages,
		read: async () => {
			list.asked++;
			if (!list.fails) list.read++;
			return !list.fails;
		},
	};
	const read = () =>
		readRest({ rest: () => rest, isAsked: () => list.isAsked, count: () => list.read * PAGE });
	return { list, read };
}

describe("a search in a table", () => {
	it("sees every page of the list, each read once, and none before somebody searches", async () => {
		const { list, read } = listOf(4);
		list.isAsked = false;
		await read();
		expect(list.asked).toBe(0);
		list.isAsked = true;
		expect(await read()).toBe(true);
		expect([list.read, list.asked]).toEqual([4, 3]);
	});

	it("stops where a list is longer than anybody reads", async () => {
		const { list, read } = listOf(40);
		expect(await read()).toBe(true);
		expect(list.read * PAGE).toBe(MOST);
	});

	it("says that it saw not everything where a page could not be read, and asks for it once", async () => {
		const { list, read } = listOf(3);
		list.fails = true;
		expect(await read()).toBe(false);
		expect(list.asked).toBe(1);
	});
});
