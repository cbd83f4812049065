import type { PageDelivery } from "../../../state/page-delivery.ts";

/** Everybody who was paged, in the order they were, each with the devices of their latest pages. */
export interface Paged {
	userId: string | null;
	name: string;
	level: number;
	/** The latest page of each device. */
	pages: PageDelivery[];
	/** How many pages of each device came before that. */
	earlier: number;
}

export function pagedPeople(pages: PageDelivery[]): Paged[] {
	const people = new Map<string, Paged>();
	for (const page of pages) {
		const key = page.userId ?? `webhook:${page.methodName}`;
		const person = people.get(key) ?? {
			userId: page.userId,
			name: page.userName ?? page.methodName,
			level: page.level,
			pages: [],
			earlier: 0,
		};
		const before = person.pages.findIndex((one) => one.methodName === page.methodName);
		if (before >= 0) person.earlier++;
		people.set(key, {
			...person,
			level: page.level || person.level,
			pages: before < 0 ? [...person.pages, page] : person.pages.with(before, page),
		});
	}
	return [...people.values()];
}

/** "Level 1", "Level 2, paged 3 times", "Paged in". */
export function pagedWords(person: Paged): string {
	const level = person.level > 0 ? `Level ${person.level}` : "Paged in";
	const attempts = Math.max(...person.pages.map((page) => page.attempts)) + person.earlier;
	return attempts > 1 ? `${level}, paged ${attempts} times` : level;
}
