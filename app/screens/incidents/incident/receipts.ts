import type { PageDelivery } from "../../../state/page-delivery.ts";

/** Everybody who was paged, in the order they were, each with the devices of their latest pages. */
export interface Paged {
	userId: string | null;
	name: string;
	level: number;
	/** The latest page of each device. */
	pages: PageDelivery[];
	/** How many times a page was sent, to all their devices together: each page is sent again until it is answered. */
	sent: number;
}

export function pagedPeople(pages: PageDelivery[]): Paged[] {
	const people = new Map<string, Paged>();
	for (const page of pages.filter(({ isReminder }) => !isReminder)) {
		const key = page.userId ?? `webhook:${page.methodName}`;
		const person = people.get(key) ?? {
			userId: page.userId,
			name: page.userName ?? page.methodName,
			level: page.level,
			pages: [],
			sent: 0,
		};
		const before = person.pages.findIndex((one) => one.methodName === page.methodName);
		people.set(key, {
			...person,
			sent: person.sent + page.sent,
			level: page.level || person.level,
			pages: before < 0 ? [...person.pages, page] : person.pages.with(before, page),
		});
	}
	return [...people.values()];
}

/** "Level 1", "Level 2, 3 pages sent", "Paged in". */
export function pagedWords(person: Paged): string {
	const level = person.level > 0 ? `Level ${person.level}` : "Added responder";
	return person.sent > 1 ? `${level}, ${person.sent} pages sent` : level;
}
