import { readDnsName } from "../../../platform/rules/dns-message.ts";
import type { CheckWords } from "../../rules/check-words.ts";

export const words: CheckWords = {
	target: "DNS name",
	example: "dns:shop.example",
	hint: "dns:name for DNS records",
	isUsual: false,
	read(typed) {
		const [, name = ""] = /^dns:(?:\/\/)?([^\s/:]+)$/i.exec(typed) ?? [];
		if (!URL.canParse(`http://${name}`)) return null;
		// The parser writes letters of all scripts as the DNS has them.
		return readDnsName(new URL(`http://${name}`).hostname);
	},
};

/** The WHATWG parser is in every runtime; the library of the rules declares no web platform. */
declare class URL {
	static canParse(text: string): boolean;
	constructor(text: string);
	readonly hostname: string;
}
