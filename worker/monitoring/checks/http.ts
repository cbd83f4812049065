import { egress } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import type { Region } from "../../platform/rules/region.ts";
import { publicUrl } from "../../platform/settings.ts";
import { checkTimeoutMs, type Judgement, judge, MAX_BODY_BYTES, needsBody } from "../rules/check.ts";
import type { Monitor } from "../rules/monitor.ts";

const MAX_REDIRECTS = 10;

/** One HTTP request from this region, judged. */
export async function checkHttp(env: Env, monitor: Monitor, region: Region): Promise<Judgement> {
	const { expect, request } = monitor;
	const answer = await egress(env, {
		purpose: "check",
		url: monitor.target ?? "",
		method: request.method,
		headers: {
			...request.headers,
			"user-agent": userAgent(env),
			"tocsin-region": region,
		},
		...(request.body === null ? {} : { body: request.body }),
		timeoutMs: checkTimeoutMs(monitor.timeoutSeconds),
		maxResponseBytes: needsBody(expect) ? MAX_BODY_BYTES : 0,
		redirects: request.followRedirects === false ? 0 : MAX_REDIRECTS,
		asksTwice: true,
	});
	if (!answer.ok) return judge(expect, { kind: "failure", ...answer });
	const { status, headers, body, isCut, latencyMs } = answer;
	const header = (name: string) => headers.get(name);
	return { ...judge(expect, { kind: "answer", status, body, isCut, latencyMs, header }), status };
}

/** Where whoever wonders about these requests can ask. */
function userAgent(env: Env): string {
	const origin = publicUrl(env);
	return origin === "" ? "Tocsin/1" : `Tocsin/1 (+${origin})`;
}
