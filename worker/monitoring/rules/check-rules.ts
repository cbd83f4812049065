/** What cannot be meant, or could never succeed: settings of a check that are refused when they are saved. */
import { needsBody, statusMatches } from "./check.ts";
import type { Expectation, MonitorRequest } from "./monitor.ts";

export interface CheckRefusal {
	/** Where in `{request, expect}`, `/expect/json` for example. */
	pointer: string;
	message: string;
}

type Asked = Pick<MonitorRequest, "method" | "body" | "followRedirects">;

/** Empty when an HTTP check with these settings can be up. */
export function refuseHttpCheck(request: Asked, expect: Expectation): CheckRefusal[] {
	const { method, body } = request;
	const bodyless = body !== null && ["GET", "HEAD"].includes(method);
	return [
		...(bodyless ? [{ pointer: "/request/body", message: `a ${method} has no body` }] : []),
		...refuseUnreadable(method, expect),
		...refuseStatuses(request, expect),
	];
}

/** A port that takes the connection is up: nothing is asked and nothing is read. */
export function refuseTcpCheck(request: MonitorRequest, expect: Expectation): CheckRefusal[] {
	const { method, headers, body } = request;
	const asks = method !== "GET" || Object.keys(headers).length > 0 || body !== null;
	const statuses = JSON.stringify(expect.status) !== JSON.stringify(["200-299"]);
	const reads = bodyPointers(expect);
	const message =
		"a tcp check only opens the connection: leave this at its default, or make it an http monitor";
	return [
		...(asks || request.followRedirects === false ? ["/request"] : []),
		...(statuses ? ["/expect/status"] : []),
		...(Object.keys(expect.headers).length > 0 ? ["/expect/headers"] : []),
		...reads,
	].map((pointer) => ({ pointer, message }));
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
