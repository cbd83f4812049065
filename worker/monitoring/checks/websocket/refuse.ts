/** What cannot be meant of a WebSocket check, or could never succeed. */
import type { CheckRefusal } from "../../rules/check.ts";
import type { MonitorRequest } from "../../rules/monitor.ts";

const OF_THE_HANDSHAKE = /^sec-websocket-(key|version|extensions|accept)$/i;

export function refuseWebSocketCheck({ headers }: Pick<MonitorRequest, "headers">): CheckRefusal[] {
	return Object.keys(headers)
		.filter((name) => OF_THE_HANDSHAKE.test(name))
		.map((name) => ({ pointer: `/request/headers/${name}`, message: "is set by the handshake" }));
}

/** Null for a ws or wss URL that holds no password and no fragment, which a WebSocket never has. */
export function refuseWebSocketTarget(target: string): string | null {
	const wrong = "must be a ws:// or wss:// URL";
	if (!/^wss?:\/\//i.test(target) || !URL.canParse(target)) return wrong;
	const { username, password, hash } = new URL(target);
	return username === "" && password === "" && hash === "" ? null : wrong;
}

/** The WHATWG parser is in every runtime; the library of the rules declares no web platform. */
declare class URL {
	static canParse(text: string): boolean;
	constructor(text: string);
	readonly username: string;
	readonly password: string;
	readonly hash: string;
}
