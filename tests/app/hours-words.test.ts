import { expect, it } from "vitest";
import { hoursWords } from "../../app/state/hours-words.ts";

it("weekly hours are told by their days, and without an end as all day", () => {
	const words = (days: number[], from = "09:00", to = "17:00") => hoursWords([{ days, from, to }]);
	expect(words([1, 2, 3, 4, 5])).toBe("Weekdays 09:00–17:00");
	expect(words([7, 1, 2, 3, 4, 5, 6], "00:00", "00:00")).toBe("Every day all day");
	expect(words([6, 7])).toBe("Sat, Sun 09:00–17:00");
	expect(words([2, 3, 4, 5])).toBe("Tue–Fri 09:00–17:00");
	expect(words([1, 3])).toBe("Mon, Wed 09:00–17:00");
	expect(
		hoursWords([
			{ days: [1], from: "22:00", to: "06:00" },
			{ days: [6], from: "10:00", to: "12:00" },
		]),
	).toBe("Mon 22:00–06:00, Sat 10:00–12:00");
});
