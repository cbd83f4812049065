import { withFiring } from "../state/firing.ts";
import { onNews } from "../state/live.ts";
import { nowResource } from "../state/name-book.ts";

/** Now, kept true by the live stream while the component that asks is there. */
export function followNow(): void {
	const of = nowResource();
	if (of.state === "loading") void of.read();
	onNews(({ incident }) => of.set((known) => known && withFiring(known, incident)));
}

/** How many incidents nobody has acknowledged, for the mark at Now. */
export const firingCount = (): number =>
	nowResource().value?.firing.filter((one) => one.state === "triggered").length ?? 0;
