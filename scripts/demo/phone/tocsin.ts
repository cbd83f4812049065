/** What a phone says to Tocsin by a page's own token. What becomes of it is decided and worded by the service worker's code. */
import { deliveryByPage, type Reply } from "../../../app/outbox/delivery.ts";
import type { Entry } from "../../../app/outbox/entry.ts";
import { truthNotice } from "../../../app/push/notification.ts";
import { lateWords, type PageState, passedWords } from "../../../app/service-worker/late-words.ts";
import type { Notice, Shown } from "./phones.ts";

const PATIENCE_MS = 5_000;

/** Sends the receipt and notes on the notice how that went. One try: the ladder does not wait for it. */
export async function sendReceipt(tocsin: string, notice: Notice): Promise<void> {
	if (notice.receipt.state === "none") return;
	const startedAt = performance.now();
	const reply = await ask(tocsin, notice, "POST", "receipt", { event: "received" });
	notice.receipt =
		reply !== null && reply.status < 300
			? { state: "sent", tookMs: Math.round(performance.now() - startedAt) }
			: { state: "failed" };
}

/** Acknowledges: what is shown afterwards is what Tocsin said, never what was hoped for. */
export async function acknowledge(tocsin: string, notice: Notice): Promise<Shown> {
	const { incidentId, token, title } = notice.data;
	const occurredAt = new Date().toISOString();
	const entry: Entry = {
		incidentId: incidentId ?? "",
		...{ title, occurredAt, tag: notice.tag, userId: null, attempts: 1, toldAt: null, outcome: null },
		by: { kind: "page", token: token ?? "" },
	};
	const sent = deliveryByPage(entry, await ask(tocsin, notice, "POST", "acknowledge", { occurredAt }));
	const outcome = sent.kind === "told" ? sent.outcome : null;
	const truth = truthNotice({ ...entry, outcome }, Date.now());
	const { data } = truth.options;
	return { title: truth.title, body: truth.options.body ?? "", role: data.role, data };
}

/** "I can’t take it": the next level is paged now. */
export async function passOn(tocsin: string, notice: Notice): Promise<Shown> {
	const reply = await ask(tocsin, notice, "POST", "escalate", {});
	const role = reply?.status === 200 ? "answer" : "page";
	const { data } = notice;
	return { title: passedWords(reply?.status ?? null), body: data.title, role, data: { ...data, role } };
}

/** A page that came late must not send two people to work: what to show instead; null while it has to be answered. */
export async function insteadOfLate(tocsin: string, { data, ...notice }: Notice): Promise<Shown | null> {
	if (data.role !== "page" || data.token === null) return null;
	const reply = await ask(tocsin, { ...notice, data }, "GET", "page");
	const page = reply?.status === 200 ? (reply.body as PageState) : null;
	if (!page || page.state === "triggered") return null;
	return {
		title: lateWords(page, null),
		body: data.title,
		role: "answer",
		data: { ...data, role: "answer" },
	};
}

/** Null when no answer came. */
async function ask(
	tocsin: string,
	notice: Notice,
	method: "GET" | "POST",
	action: string,
	body?: object,
): Promise<Reply> {
	try {
		const answer = await fetch(`${tocsin}/api/v1/page-actions/${action}`, {
			method,
			headers: {
				authorization: `Bearer ${notice.data.token}`,
				...(body && { "content-type": "application/json" }),
			},
			body: body ? JSON.stringify(body) : null,
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		const text = await answer.text();
		return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
	} catch {
		return null;
	}
}
