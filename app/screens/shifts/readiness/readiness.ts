import type { ShapeName } from "../../../parts/shape.tsx";
import { api } from "../../../state/api.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { List, OwnCheckIn, ReadyPerson } from "../../../state/wire.ts";
import { ago, whenWords } from "../../../state/words.ts";
import { heardWords } from "../../people/first-run/loudness-words.ts";

type ReadyMethod = NonNullable<ReadyPerson["methods"]>[number];

export const readinessResource = (): Resource<List<ReadyPerson>> =>
	cached<List<ReadyPerson>>("/readiness", () => api("GET", "/readiness"), { keep: true });

export function checkInResource(userId: string): Resource<OwnCheckIn> {
	const path = `/users/${userId}/check-in` as const;
	return cached<OwnCheckIn>(path, () => api("GET", path));
}

/** The token of a check-in whose notification led here; null for any other address. */
export const tokenOf = (hash: string): string | null =>
	/^#t=(here1\.[\w.~-]{1,1000})$/.exec(hash)?.[1] ?? null;

/** Worst first, as the list is ordered. */
export const STANDINGS: Record<ReadyPerson["standing"], { shape: ShapeName; words: string }> = {
	unreachable: { shape: "down", words: "Not reachable" },
	untested: { shape: "unknown", words: "Not tested" },
	stale: { shape: "degraded", words: "No recent receipt" },
	silent: { shape: "degraded", words: "Silent" },
	not_checked_in: { shape: "degraded", words: "Not checked in" },
	ready: { shape: "well", words: "Reachable" },
};

/** "2 of 5 can’t be counted on." */
export function summaryWords(people: readonly ReadyPerson[]): string {
	const doubtful = people.filter(({ standing }) => standing !== "ready").length;
	if (doubtful === 0) return "Everyone can be reached.";
	return `${doubtful} of ${people.length} can’t be counted on.`;
}

/** "On call until Mon 09:00 for Shop, primary", "Next shift Friday 17:00 for Shop, primary", "No shift in the next eight weeks". */
export function turnWords({ onCall, next }: ReadyPerson, now: number): string {
	const [turn] = onCall;
	if (turn) return `On call until ${whenWords(turn.endsAt, now)} for ${turn.scheduleName}`;
	if (next) return `Next shift ${whenWords(next.startsAt, now)} for ${next.scheduleName}`;
	return "No shift in the next eight weeks";
}

/** "Ana’s Pixel: last receipt 4 min ago, tested 2 days ago, heard on Nov 12 09:41." Of each way what is known. */
export function methodWords(method: ReadyMethod, now: number): string {
	const tested = method.lastTestAt ? `, tested ${ago(method.lastTestAt, now)}` : "";
	const heard = heardWords(method);
	return `${method.name}: ${knownOf(method, now)}${tested}${heard ? `, ${heard}` : ""}.`;
}

function knownOf({ standing, kind, lastReceiptAt }: ReadyMethod, now: number): string {
	switch (standing) {
		case "off":
			return kind === "push" ? "off, its permission is gone or it was turned off" : "turned off";
		case "unverified":
			return "not verified";
		case "untested":
			return "never tested";
		case "verified":
			return "verified, arrival isn’t confirmed";
		case "stale":
		case "silent":
		case "proven":
			return `last receipt ${lastReceiptAt ? ago(lastReceiptAt, now) : "unknown"}`;
	}
}

/** "Checked in 2 h ago", "Asked to check in 2 h ago", "Not checked in, asked 2 days ago"; nothing for who never was asked. */
export function checkInWords({ checkIn }: Pick<ReadyPerson, "checkIn">, now: number): string | null {
	if (!checkIn) return null;
	if (checkIn.answeredAt) return `Checked in ${ago(checkIn.answeredAt, now)}`;
	const asked = ago(checkIn.dueAt, now);
	return checkIn.state === "missed" ? `Not checked in, asked ${asked}` : `Asked to check in ${asked}`;
}

/** The hours of the day in which something ever arrived at any of the devices, on the clocks of this device. */
export function arrivalHours({ methods }: Pick<ReadyPerson, "methods">, now: number): number[] {
	const inUtc = new Set((methods ?? []).flatMap(({ receiptHours }) => receiptHours));
	const here = [...inUtc].map((hour) => new Date(new Date(now).setUTCHours(hour, 0)).getHours());
	return [...new Set(here)].sort((a, b) => a - b);
}

/** A letter for each hour, as `Strip` draws it. */
export const hourLetters = (hours: readonly number[]): string =>
	Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? "u" : "-")).join("");

/** "Something arrived between 00:00 and 01:00, 09:00 and 12:00", "Nothing has arrived yet". */
export function hoursWords(hours: readonly number[]): string {
	const spans: [number, number][] = [];
	for (const hour of hours) {
		const last = spans.at(-1);
		if (last?.[1] === hour) last[1] = hour + 1;
		else spans.push([hour, hour + 1]);
	}
	const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
	if (spans.length === 0) return "Nothing has arrived yet";
	return `Something arrived between ${spans.map(([from, to]) => `${clock(from)} and ${clock(to)}`).join(", ")}`;
}
