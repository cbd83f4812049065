/** What a phone says to Tocsin: receipts and answers with a page's own token, as a service worker would. */
import type { Notice, Outcome } from "./phones.ts";

const PATIENCE_MS = 5_000;

/** Sends the receipt and notes on the notice how that went. One try: the ladder does not wait for it. */
export async function sendReceipt(tocsin: string, notice: Notice): Promise<void> {
	const startedAt = performance.now();
	const answer = await post(tocsin, notice, "receipt", { event: "received" });
	notice.receipt = answer?.ok
		? { state: "sent", tookMs: Math.round(performance.now() - startedAt) }
		: { state: "failed" };
}

/** Acknowledges. The outcome is what Tocsin said, never what was hoped for. */
export async function acknowledge(tocsin: string, notice: Notice, owner: string): Promise<Outcome> {
	const answer = await post(tocsin, notice, "acknowledge", { occurredAt: new Date().toISOString() });
	if (!answer) return { kind: "not-delivered", did: "acknowledge" };
	if (!answer.ok) return { kind: "too-late", why: await whyNot(answer) };
	const said = (await answer.json()) as { result: string; by: { name: string } | null; at: string };
	if (said.result === "already_resolved") return { kind: "resolved" };
	const by = said.by?.name ?? owner;
	return { kind: "acknowledged", by, mine: by === owner, at: said.at };
}

/** "I cannot take it": the next level is paged now. */
export async function passOn(tocsin: string, notice: Notice): Promise<Outcome> {
	const answer = await post(tocsin, notice, "escalate", {});
	if (!answer) return { kind: "not-delivered", did: "escalate" };
	return answer.ok ? { kind: "passed-on" } : { kind: "too-late", why: await whyNot(answer) };
}

/** What has become of a page while its owner did nothing; null when nothing is known that the screen does not show. */
export async function look(tocsin: string, notice: Notice, owner: string): Promise<Outcome | null> {
	const answer = await ask(tocsin, notice, "GET", "page");
	if (!answer) return null;
	if (!answer.ok) return { kind: "too-late", why: await whyNot(answer) };
	const page = (await answer.json()) as { state: string; acknowledgedBy: { name: string } | null };
	if (page.state === "resolved") return { kind: "resolved" };
	const by = page.acknowledgedBy?.name;
	if (!by || (notice.outcome?.kind === "acknowledged" && notice.outcome.by === by)) return null;
	return { kind: "acknowledged", by, mine: by === owner, at: null };
}

function post(tocsin: string, notice: Notice, action: string, body: object): Promise<Response | null> {
	return ask(tocsin, notice, "POST", action, JSON.stringify(body));
}

/** Null when Tocsin could not be reached or broke: worth another tap. */
async function ask(
	tocsin: string,
	notice: Notice,
	method: "GET" | "POST",
	action: string,
	body: string | null = null,
): Promise<Response | null> {
	const { token } = notice.payload.notification.data;
	try {
		const answer = await fetch(`${tocsin}/api/v1/page-actions/${action}`, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
			body,
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		return answer.status >= 500 || answer.status === 429 ? null : answer;
	} catch {
		return null;
	}
}

async function whyNot(answer: Response): Promise<string> {
	if (answer.status === 409) return "The incident was reopened after this page was sent.";
	if (answer.status === 401) return "This page has expired.";
	return `Tocsin rejected it (${answer.status}).`;
}
