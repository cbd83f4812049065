import { checkTimeoutMs, type Judgement, judge } from "../../core/check.ts";
import type { Monitor, Region } from "../../core/monitor.ts";
import { PATTERN_TEXT_LIMIT } from "../../core/pattern.ts";
import { egress } from "../../egress.ts";
import type { Env } from "../../env.ts";

const MAX_REDIRECTS = 3;
const MAX_BODY_BYTES = 1_048_576;

/** One HTTP request from this region, judged. */
export async function checkHttp(env: Env, monitor: Monitor, region: Region): Promise<Judgement> {
	const { expect, request } = monitor;
	const readsBody = expect.bodyContains !== null || expect.bodyOmits !== null || expect.json.length > 0;
	const answer = await egress(env, {
		purpose: "check",
		url: monitor.target ?? "",
		method: request.method,
		headers: {
			...request.headers,
			"user-agent": `Tocsin/1 (+${env.PUBLIC_URL ?? "http://localhost"})`,
			"tocsin-region": region,
		},
		...(request.body === null ? {} : { body: request.body }),
		timeoutMs: checkTimeoutMs(monitor.timeoutSeconds),
		// Without an expectation the start is read all the same: an answer that breaks off is none.
		maxResponseBytes: readsBody ? MAX_BODY_BYTES : PATTERN_TEXT_LIMIT,
		redirects: MAX_REDIRECTS,
	});
	if (!answer.ok) return judge(expect, { kind: "failure", ...answer });
	const { status, headers, body, latencyMs } = answer;
	const header = (name: string) => headers.get(name);
	return { ...judge(expect, { kind: "answer", status, body, latencyMs, header }), status };
}
