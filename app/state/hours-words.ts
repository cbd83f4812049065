/** Weekly windows in words. */
interface Window {
	days: readonly number[];
	from: string;
	to: string;
}

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Weekdays 09:00–17:00, Sat all day". */
export const hoursWords = (windows: readonly Window[]): string =>
	windows
		.map(({ days, from, to }) => `${daysWords(days)} ${from === to ? "all day" : `${from}–${to}`}`)
		.join(", ");

/** "Every day", "Weekdays", "Mon–Thu", "Mon, Wed". */
function daysWords(days: readonly number[]): string {
	const [first = 1, ...more] = days.toSorted((a, b) => a - b);
	const last = more.at(-1) ?? first;
	if (days.length === 7) return "Every day";
	if (last - first !== days.length - 1 || days.length < 3)
		return [first, ...more].map((day) => DAYS[day - 1]).join(", ");
	return first === 1 && last === 5 ? "Weekdays" : `${DAYS[first - 1]}–${DAYS[last - 1]}`;
}
