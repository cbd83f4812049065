import type { CheckWords } from "../../rules/check-words.ts";

export const words: CheckWords = {
	target: "URL",
	example: "https://shop.example",
	hint: null,
	isUsual: true,
	read(typed) {
		const target = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
		if (!URL.canParse(target)) return null;
		const { hostname, href } = new URL(target);
		const isName = hostname.includes(".") || hostname === "localhost" || typed.includes("://");
		return isName ? href : null;
	},
};

/** The WHATWG parser is in every runtime; the library of the rules declares no web platform. */
declare class URL {
	static canParse(text: string): boolean;
	constructor(text: string);
	readonly href: string;
	readonly hostname: string;
}
