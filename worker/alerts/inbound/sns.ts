/** Amazon SNS signs what it sends, and sends nothing before it was told that it may. */
import { egress } from "../../platform/egress/egress.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { parseList } from "../../platform/rules/address.ts";
import { busyUntil } from "./answers.ts";
import { type SnsEnvelope, snsEnvelope } from "./cloudwatch/payload.ts";
import { isOfSns, isSignedBy } from "./cloudwatch/signed.ts";

const TIMEOUT_MS = 5_000;
const MOST_CERTIFICATE_BYTES = 32_768;
const AGAIN_SECONDS = 20;
const MOST_KEPT = 20;

/** By their URLs. One URL always has the same certificate: AWS names a new one anew. */
const certificates = new Map<string, string>();

/**
 * Null for what may be taken: SNS signed it, and was told that it may send where it asked for that. Where the certificate
 * cannot be reached, an alarm counts by its key alone, as that of every other tool: AWS may be what is down.
 */
export async function hearSns(c: AppContext, payload: unknown): Promise<Response | null> {
	const envelope = snsEnvelope.parse(payload);
	// Nothing follows from it.
	if (envelope.Type === "UnsubscribeConfirmation") return null;
	const isTrusted = (url: string) => isOfSns(url, parseList(c.env.EGRESS_ALLOW));
	if (!isTrusted(envelope.SigningCertURL))
		return problem(c, "unauthenticated", "The certificate isn’t at an address of Amazon SNS.");
	const certificate = await certificateAt(c, envelope.SigningCertURL);
	const isAsking = envelope.Type === "SubscriptionConfirmation";
	if (certificate === null) return isAsking ? busyUntil(c, AGAIN_SECONDS) : null;
	if (!isSignedBy(certificate, envelope, Date.now()))
		return problem(c, "unauthenticated", "The signature of Amazon SNS is wrong.");
	return isAsking ? confirm(c, envelope, isTrusted) : null;
}

/** Null when it cannot be reached now. What AWS does not have is no certificate, and signs nothing. */
async function certificateAt(c: AppContext, url: string): Promise<string | null> {
	const kept = certificates.get(url);
	if (kept !== undefined) return kept;
	const answer = await get(c, url);
	if (!answer.ok || answer.status >= 500) {
		log("inbound.no_certificate", { reason: answer.ok ? answer.status : answer.reason });
		return null;
	}
	if (answer.status !== 200) return "";
	if (certificates.size >= MOST_KEPT) certificates.clear();
	certificates.set(url, answer.body);
	return answer.body;
}

async function confirm(
	c: AppContext,
	{ SubscribeURL: url, TopicArn: topic }: SnsEnvelope,
	isTrusted: (url: string) => boolean,
): Promise<Response | null> {
	if (!url || !isTrusted(url))
		return problem(c, "unauthenticated", "SubscribeURL isn’t an address of Amazon SNS.");
	const answer = await get(c, url);
	const isConfirmed = answer.ok && answer.status === 200;
	log("inbound.subscription", { topic, isConfirmed });
	return isConfirmed ? null : busyUntil(c, AGAIN_SECONDS);
}

const get = (c: AppContext, url: string) =>
	egress(c.env, {
		...{ purpose: "webhook", url, method: "GET", headers: {} },
		...{ timeoutMs: TIMEOUT_MS, maxResponseBytes: MOST_CERTIFICATE_BYTES },
	});
