import type { phoneUsageOut } from "../../../../worker/paging/phone-usage/contract.ts";

export type PhoneUsage = (typeof phoneUsageOut)["_output"];

/** "From +4930123456. At most 20 texts an hour to one person and 200 to all; then your next method is used at once." */
export function limitWords(kind: "sms" | "voice", { from, limits, inHour }: PhoneUsage): string {
	const what = kind === "sms" ? "texts" : "calls";
	const { person, organization } = limits[kind];
	const most = `At most ${person} ${what} an hour to one person and ${organization} to all (now ${inHour[kind]})`;
	const [first, second] = from[kind];
	const numbers = second === undefined ? `${first}: save it` : `${first} or ${second}: save both`;
	return `From ${numbers} as a contact. ${most}; then your next method is used at once.`;
}

/** "The organization in 2026-11: 34 text segments, 12 call minutes." */
export function spentWords({ months: [month] }: PhoneUsage): string {
	if (!month) return "Nothing was sent by text or call yet.";
	const { smsSegments: segments, callMinutes: minutes } = month;
	const parts = [counted(segments, "text segment"), counted(minutes, "call minute")];
	return `The organization in ${month.month}: ${parts.join(", ")}.`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
