import { api, type Result } from "../../state/api.ts";
import { cached, type Resource } from "../../state/resource.ts";
import type { Component, List } from "../../state/wire.ts";

/** All of them, however many: who puts them in order has to name each. */
export const allComponentsResource = (): Resource<List<Component>> =>
	cached<List<Component>>("/components, all", readAll);

async function readAll(): Promise<Result<List<Component>>> {
	const items: Component[] = [];
	for (let cursor = ""; ; ) {
		const page = await api<List<Component>>("GET", `/components?limit=200${cursor}`);
		if (!page.ok) return page;
		items.push(...page.value.items);
		if (!page.value.nextCursor) return { ok: true, value: { items, nextCursor: null } };
		cursor = `&cursor=${encodeURIComponent(page.value.nextCursor)}`;
	}
}
