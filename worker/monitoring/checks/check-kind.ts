import type { z } from "@hono/zod-openapi";
import type { RecordType } from "../../platform/rules/dns-message.ts";
import type {
	CheckRefusal,
	DnsAnswer,
	HttpAnswer,
	Judgement,
	TlsCame,
	WebSocketAnswer,
} from "../rules/check.ts";
import type { CheckWords } from "../rules/check-words.ts";
import type { Expectation, MonitorKind, MonitorRequest } from "../rules/monitor.ts";

/** What can be watched, and everything that is known of it. It lives in a folder that is called like its kind. */
export type CheckKind = CheckBasics & (ByHttp | ByTcp | ByWebSocket | ByDns | ByTls);

/** What a check is told of its monitor. */
export interface Asked {
	target: string;
	request: MonitorRequest;
	expect: Expectation;
}

interface CheckBasics {
	kind: MonitorKind;
	words: CheckWords;
	/** What can be set. All kinds' settings together are what the API takes, so a name means the same in each of them. */
	settings: Record<"request" | "expect", Settings>;
	/** Said of a setting that only other kinds have, in the 422. */
	hasNot: string;
	/** What cannot be meant, or could never succeed, among its own settings. */
	refuse(request: MonitorRequest, expect: Expectation): CheckRefusal[];
	/** What is wrong with a target, for people: "must be host:port". Whether it may be called is not asked here. */
	refuseTarget(target: string): string | null;
}

/** Two schemas of each setting: as it is stored, and with the default that stands for it in a new monitor. */
interface Settings {
	fields: Readonly<Record<string, z.ZodType>>;
	defaults: Readonly<Record<string, z.ZodType>>;
}

/**
 * `ask` says what leaves, and it leaves by the one way out; `judge` is asked only of what came back, and says in a few
 * words what that was, never quoting it. What fails on the way is down for every kind.
 */
interface ByHttp {
	by: "http";
	ask(asked: Asked): HttpAsk;
	judge(expect: Expectation, answer: HttpAnswer): Judgement;
}

interface ByTcp {
	by: "tcp";
	ask(asked: Asked): { hostPort: string };
	judge(expect: Expectation, opened: { latencyMs: number }): Judgement;
}

interface ByWebSocket {
	by: "websocket";
	ask(asked: Asked): WebSocketAsk;
	judge(expect: Expectation, answer: WebSocketAnswer): Judgement;
}

interface ByDns {
	by: "dns";
	ask(asked: Asked): { name: string; type: RecordType };
	judge(expect: Expectation, answer: DnsAnswer): Judgement;
}

/** `whyRefused` is asked where the handshake failed: what of the certificate says why, null when nothing does. */
interface ByTls {
	by: "tls";
	ask(asked: Asked): { hostPort: string; readsCertificate: boolean };
	judge(expect: Expectation, came: TlsCame): Judgement;
	whyRefused(came: Pick<TlsCame, "certificate" | "at">): string | null;
}

export interface HttpAsk {
	url: string;
	method: string;
	headers: Record<string, string>;
	body: string | null;
	/** How many are followed. 0: the first answer is judged. */
	redirects: number;
	/** The body is cut here. 0 ends with the headers. */
	maxResponseBytes: number;
}

export interface WebSocketAsk {
	/** http for ws, https for wss. */
	url: string;
	headers: Record<string, string>;
	/** Sent once the connection is open. */
	message: string | null;
	/** Whether a message is the one that is waited for; null ends with the handshake. */
	isWanted: ((message: string) => boolean) | null;
	/** How many characters of messages are read. */
	maxLength: number;
}
