import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { make } from "../support/shop.ts";

let instance: Instance;
beforeAll(async () => {
	instance = await startInstance();
	for (let i = 0; i < 60; i++) await make(instance, "/api/v1/components", { name: `Part ${i}` });
});
afterAll(async () => instance?.stop());

const page = (query: string, path = "/api/v1/components") => instance.api("GET", `${path}?${query}`);

describe("a list", () => {
	it("has fifty items a page, unless it is told otherwise", async () => {
		expect((await page("")).body.items).toHaveLength(50);
		expect((await page("limit=1")).body.items).toHaveLength(1);
		const all = (await page("limit=200")).body;
		expect(all.items).toHaveLength(60);
		expect(all.nextCursor).toBeNull();
	});

	it("shows everything exactly once, page after page", async () => {
		const names: string[] = [];
		let cursor: string | null = "";
		let pages = 0;
		while (cursor !== null) {
			const { body } = await page(`limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
			names.push(...body.items.map((item: { name: string }) => item.name));
			cursor = body.nextCursor;
			pages++;
		}
		expect(names).toEqual(Array.from({ length: 60 }, (_, i) => `Part ${i}`));
		expect(pages).toBe(9);
	});

	it("goes on where it was although things come and go", async () => {
		const first = (await page("limit=10")).body;
		await instance.api("DELETE", `/api/v1/components/${first.items.at(-1).id}`);
		const second = (await page(`limit=10&cursor=${first.nextCursor}`)).body;
		expect(second.items[0].name).toBe("Part 10");
	});

	it("refuses a cursor that was bent, or is another list's", async () => {
		const { nextCursor } = (await page("limit=5")).body;
		for (let i = 0; i < nextCursor.length; i += 5) {
			const bent = nextCursor.slice(0, i) + (nextCursor[i] === "A" ? "B" : "A") + nextCursor.slice(i + 1);
			expect((await page(`cursor=${bent}`)).status).toBe(422);
		}
		for (const path of ["/api/v1/users", "/api/v1/audit-log", "/api/v1/incidents"])
			expect((await page(`cursor=${nextCursor}`, path)).status).toBe(422);
	});

	it("pages the audit log backwards in time", async () => {
		const first = (await page("limit=3", "/api/v1/audit-log")).body;
		const second = (await page(`limit=3&cursor=${first.nextCursor}`, "/api/v1/audit-log")).body;
		const ids = [...first.items, ...second.items].map((entry: { id: string }) => entry.id);
		expect(ids).toEqual([...new Set(ids)].sort().reverse());
	});
});
