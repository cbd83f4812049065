/** What cannot be meant of an HTTP check, or could never succeed. */
import type { CheckRefusal } from "../../rules/check.ts";
import type { Expectation, MonitorRequest } from "../../rules/monitor.ts";
import { needsBody, statusMatches } from "./judge.ts";

type Asked = Pick<MonitorRequest, "method" | "body" | "followRedirects">;

/** Empty when an HTTP check with these settings can be up. */
export function refuseHttpCheck(request: Asked, expect: Expectation): CheckRefusal[] {
	const { method, body } = request;
	const bodyless = body !== null && ["GET", "HEAD"].includes(method);
	return [
		...(bodyless ? [{ pointer: "/request/body", message: `must be empty for ${method} requests` }] : []),
		...refuseUnreadable(method, expect),
		...refuseStatuses(request, expect),
	];
}

function bodyPointers({ bodyContains, bodyOmits, bodyMatches, json }: Expectation): string[] {
	const given = { bodyContains, bodyOmits, bodyMatches, json: json.length > 0 ? json : null };
	return Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [`/expect/${name}`]));
}

function refuseUnreadable(method: string, expect: Expectation): CheckRefusal[] {
	if (method !== "HEAD") return [];
	const message = "the answer to a HEAD has no body: expect nothing of it, or use GET";
	return bodyPointers(expect).map((pointer) => ({ pointer, message }));
}

const REDIRECTS = [301, 302, 303, 307, 308];
const WITHOUT_BODY = [204, 304];
const ALL = Array.from({ length: 400 }, (_, i) => 200 + i);

function refuseStatuses({ followRedirects }: Asked, expect: Expectation): CheckRefusal[] {
	const pointer = "/expect/status";
	const possible = ALL.filter((status) => statusMatches(expect.status, status));
	const final = possible.filter((status) => followRedirects === false || !REDIRECTS.includes(status));
	if (possible.length === 0) return [{ pointer, message: "no answer ends with this: expect 200 to 599" }];
	if (final.length === 0)
		return [
			{ pointer, message: "redirects are followed: set request.followRedirects to false to expect one" },
		];
	const readable = final.some((status) => !WITHOUT_BODY.includes(status));
	if (readable || !needsBody(expect)) return [];
	return [{ pointer, message: "these answers have no body, so nothing can be expected of it" }];
}

/** The WHATWG parser is in every runtime; the library of the rules declares no web platform. */
declare class URL {
	static canParse(text: string): boolean;
	constructor(text: string);
	readonly username: string;
	readonly password: string;
}

/** Null for an http or https URL that holds no password. */
export function refuseHttpTarget(target: string): string | null {
	const wrong = "must be an http or https URL";
	if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return wrong;
	const { username, password } = new URL(target);
	return username === "" && password === "" ? null : wrong;
}
