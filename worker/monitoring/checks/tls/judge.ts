import { answered, down, type Judgement, type TlsCame } from "../../rules/check.ts";
import type { Expectation } from "../../rules/monitor.ts";

const DAY_MS = 86_400_000;
const inDays = (days: number) => `expires in ${days} ${days === 1 ? "day" : "days"}`;

/** Up when the handshake succeeds, which it does with a valid certificate alone, and that is valid for long enough. */
export function judge(expect: Expectation, { certificate, latencyMs, at }: TlsCame): Judgement {
	const told = `TLS in ${latencyMs} ms`;
	const least = expect.certificateDaysLeft;
	if (least === null) return answered(expect, told, latencyMs);
	// The connection is well: a wish that cannot be granted is shown, and wakes nobody.
	if (certificate === null)
		return { outcome: "degraded", reason: null, detail: `${told}; ${UNREAD}`, latencyMs };
	const days = Math.floor((certificate.endsAt - at) / DAY_MS);
	if (days < least) return down("tls", `certificate ${inDays(days)}, which is less than ${least}`, latencyMs);
	return answered(expect, `${told}, certificate ${inDays(days)}`, latencyMs);
}

const UNREAD = "the certificate’s last day can’t be read, which takes a server that speaks TLS 1.2";

/** What is wrong with the certificate of a handshake that failed; null when nothing of it was read. */
export function whyRefused({ certificate, at }: Pick<TlsCame, "certificate" | "at">): string | null {
	if (certificate === null) return null;
	if (certificate.endsAt <= at) return "the certificate has expired";
	return certificate.isForHost ? "the certificate is not trusted" : "the certificate is for another host";
}
