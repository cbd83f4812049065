import type { digestOut } from "../../../worker/digests/contract.ts";
import { span } from "../../state/words.ts";

export type Digest = (typeof digestOut)["_output"];

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
	(name, i) => ({ value: String(i + 1), name }),
);

export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
	value: String(hour),
	name: `${String(hour).padStart(2, "0")}:00`,
}));

interface Spread {
	count: number;
	meanMs: number | null;
	medianMs: number | null;
	p90Ms: number | null;
}

/** "4 min 12 s", the median; a dash for none. */
export const medianWords = ({ medianMs }: Spread): string => (medianMs === null ? "–" : span(medianMs));

/** "of 3": how many the median is of; nothing for none. */
export const ofWords = ({ count }: Spread): string => (count === 0 ? "" : `of ${count}`);
