import type { CheckWords } from "../../rules/check-words.ts";
import { refuseHostPort } from "../tcp/refuse.ts";

export const words: CheckWords = {
	target: "TLS host",
	example: "tls://shop.example",
	hint: "tls://host for a certificate",
	isUsual: false,
	read(typed) {
		const [, host = "", port = ":443"] = /^tls:\/\/(\[[^\]]*\]|[^\s/:]+)(:\d+)?\/?$/i.exec(typed) ?? [];
		return refuseHostPort(host + port) === null ? host + port : null;
	},
};
