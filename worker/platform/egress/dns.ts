import type { Env } from "../env.ts";
import { perEnv } from "../per-env.ts";
import { type DnsReply, dnsQuery, type RecordType, readDnsReply } from "../rules/dns-message.ts";
import { dnsResolvers } from "../rules/dns-resolvers.ts";
import type { Allowance } from "./allowance.ts";
import { egress } from "./egress.ts";
import { type EgressFailure, ours } from "./trip.ts";

export interface DnsRequest {
	name: string;
	type: RecordType;
	/** Bounds everything: all resolvers together. */
	timeoutMs: number;
	allowance?: Allowance;
}

/** No answer is longer. */
const MAX_BYTES = 65_535;
const MESSAGE = "application/dns-message";

/**
 * Asks the resolvers of the settings, one after the other, until one says what is known of the name. That its servers
 * fail (SERVFAIL) is believed when no other resolver contradicts. A resolver that fails itself says nothing of the
 * name: when all do, it is we who could not ask. Never throws.
 */
export async function egressDns(
	env: Env,
	{ name, type, timeoutMs, allowance }: DnsRequest,
): Promise<{ ok: true; reply: DnsReply; latencyMs: number } | EgressFailure> {
	const startedAt = Date.now();
	const body = dnsQuery(name, type);
	const urls = resolversOf(env);
	let failing: DnsReply | null = null;
	const failures: string[] = [];
	for (const [i, url] of urls.entries()) {
		const leftMs = startedAt + timeoutMs - Date.now();
		if (leftMs <= 0) break;
		const answer = await egress(env, {
			...{ purpose: "resolver", url, method: "POST", body },
			headers: { accept: MESSAGE, "content-type": MESSAGE },
			timeoutMs: Math.ceil(leftMs / (urls.length - i)),
			...{ maxResponseBytes: MAX_BYTES, asksTwice: true },
			...(allowance ? { allowance } : {}),
		});
		const isWhole = answer.ok && answer.status === 200 && !answer.isCut;
		const reply = isWhole ? readDnsReply(answer.bytes, type) : null;
		const latencyMs = Date.now() - startedAt;
		if (reply !== null && reply.code !== "SERVFAIL") return { ok: true, reply, latencyMs };
		if (reply !== null) failing ??= reply;
		else failures.push(answer.ok ? `${answer.status}` : answer.detail);
	}
	const latencyMs = Date.now() - startedAt;
	if (failing) return { ok: true, reply: failing, latencyMs };
	const why = `no resolver answered: ${failures.join(", ")}`;
	return ours(why, latencyMs);
}

const resolversOf = perEnv((env) => dnsResolvers(env.DNS_RESOLVERS));
