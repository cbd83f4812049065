import type { CheckWords } from "../../rules/check-words.ts";

export const words: CheckWords = {
	target: "host:port",
	example: "db.shop.example:5432",
	hint: "host:port for a TCP port",
	isUsual: false,
	read: (typed) =>
		/^[^\s/:]+:\d{1,5}$/.test(typed) || /^\[[0-9a-f:.]+\]:\d{1,5}$/i.test(typed) ? typed : null,
};
