import type { Allowance } from "../../platform/egress/allowance.ts";
import { egressDns } from "../../platform/egress/dns.ts";
import { egress, egressTcp } from "../../platform/egress/egress.ts";
import { egressTls } from "../../platform/egress/tls.ts";
import type { EgressFailure } from "../../platform/egress/trip.ts";
import { egressWebSocket } from "../../platform/egress/web-socket.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { perEnv } from "../../platform/per-env.ts";
import type { Region } from "../../platform/rules/region.ts";
import { publicUrl } from "../../platform/settings.ts";
import { checkTimeoutMs, down, isOverslept, type Judgement } from "../rules/check.ts";
import type { CheckResult, Monitor } from "../rules/monitor.ts";
import type { CheckKind } from "./check-kind.ts";
import { checkKindOf } from "./registry.ts";

/** Runs one check. Null when the check itself failed: a bug here, or a machine that slept, must not look like an outage there. */
export async function runCheck(
	env: Env,
	monitor: Monitor,
	region: Region,
	allowance?: Allowance,
): Promise<CheckResult | null> {
	const at = Date.now();
	try {
		const judgement = await execute(env, monitor, region, allowance);
		if (judgement === null) return null;
		if (!isOverslept(judgement, checkTimeoutMs(monitor.timeoutSeconds)))
			return { monitorId: monitor.id, region, at, ...judgement };
		log("check.overslept", { monitorId: monitor.id, region, latencyMs: judgement.latencyMs });
		return null;
	} catch (error) {
		log("check.broken", { monitorId: monitor.id, region, error });
		return null;
	}
}

/** A monitor as its kind is asked about it. */
type Asked = Monitor & { target: string };

/** What holds of every way out. */
interface Terms {
	timeoutMs: number;
	allowance?: Allowance;
}

async function execute(
	env: Env,
	monitor: Monitor,
	region: Region,
	allowance: Allowance | undefined,
): Promise<Judgement | null> {
	const kind = checkKindOf(monitor.kind);
	const asked = { ...monitor, target: monitor.target ?? "" };
	const terms = { timeoutMs: checkTimeoutMs(monitor.timeoutSeconds), ...(allowance ? { allowance } : {}) };
	switch (kind?.by) {
		case undefined:
			return null;
		case "http":
			return byHttp(env, kind, asked, region, terms);
		case "tcp":
			return byTcp(env, kind, asked, terms);
		case "tls":
			return byTls(env, kind, asked, terms);
		case "dns":
			return byDns(env, kind, asked, terms);
		case "websocket":
			return byWebSocket(env, kind, asked, region, terms);
	}
}

async function byHttp(
	env: Env,
	kind: CheckKind & { by: "http" },
	asked: Asked,
	region: Region,
	terms: Terms,
): Promise<Judgement | null> {
	const { body, ...ask } = kind.ask(asked);
	const answer = await egress(env, {
		...ask,
		...terms,
		purpose: "check",
		headers: { ...ask.headers, ...ourName(env), "tocsin-region": region },
		...(body === null ? {} : { body }),
		asksTwice: true,
	});
	if (!answer.ok) return failed(answer);
	const { status, body: text, isCut, latencyMs } = answer;
	const header = (name: string) => answer.headers.get(name);
	return { ...kind.judge(asked.expect, { status, header, body: text, isCut, latencyMs }), status };
}

async function byTcp(
	env: Env,
	kind: CheckKind & { by: "tcp" },
	asked: Asked,
	terms: Terms,
): Promise<Judgement | null> {
	const answer = await egressTcp(env, { ...terms, hostPort: kind.ask(asked).hostPort });
	return answer.ok ? kind.judge(asked.expect, answer) : failed(answer);
}

async function byTls(
	env: Env,
	kind: CheckKind & { by: "tls" },
	asked: Asked,
	terms: Terms,
): Promise<Judgement | null> {
	const answer = await egressTls(env, { ...terms, ...kind.ask(asked) });
	const { certificate = null, latencyMs } = answer;
	const came = { certificate, latencyMs, at: Date.now() };
	if (answer.ok) return kind.judge(asked.expect, came);
	return failed({ ...answer, detail: kind.whyRefused(came) ?? answer.detail });
}

async function byDns(
	env: Env,
	kind: CheckKind & { by: "dns" },
	asked: Asked,
	terms: Terms,
): Promise<Judgement | null> {
	const ask = kind.ask(asked);
	const answer = await egressDns(env, { ...terms, ...ask });
	return answer.ok ? kind.judge(asked.expect, { ...answer, type: ask.type }) : failed(answer);
}

async function byWebSocket(
	env: Env,
	kind: CheckKind & { by: "websocket" },
	asked: Asked,
	region: Region,
	terms: Terms,
): Promise<Judgement | null> {
	const ask = kind.ask(asked);
	const answer = await egressWebSocket(env, {
		...ask,
		...terms,
		headers: { ...ask.headers, ...ourName(env), "tocsin-region": region },
	});
	if (!answer.ok) return failed(answer);
	return { ...kind.judge(asked.expect, answer), status: answer.status };
}

/** Null when it is we who could not ask. */
function failed({ reason, detail, latencyMs, isOurs }: EgressFailure): Judgement | null {
	if (!isOurs) return down(reason, detail, latencyMs);
	log("check.not_asked", { detail });
	return null;
}

/** Where whoever wonders about these requests can ask. */
const ourName = perEnv((env) => {
	const origin = publicUrl(env);
	return { "user-agent": origin === "" ? "Tocsin/1" : `Tocsin/1 (+${origin})` };
});
