import { html, live, type Markup } from "../parts/html.ts";
import type { Notice, Outcome } from "./phones.ts";

/** One notification as a lock screen shows it, with the two answers a page asks for. */
export function notification(notice: Notice, owner: string): Markup {
	const { title, body, navigate, data } = notice.payload.notification;
	const id = `${owner}-${notice.tag.replace(/[^A-Za-z0-9_-]/g, "-")}`;
	const asks = data?.kind === "page" && (notice.outcome === null || notice.outcome.kind === "not-delivered");
	const severity = (data?.severity ?? "").toLowerCase();
	return live(
		"section",
		`n-${id}`,
		`notice ${asks ? `asks ${severity}` : "settled"}`,
		html`<div class="notice-head"><span>Tocsin</span>${notice.rings > 1 && html`<span>rang ${notice.rings} times</span>`}<time datetime="${iso(notice.arrivedAt)}" data-ago>${iso(notice.arrivedAt)}</time></div>
<h3>${title}</h3><p>${body}</p>
${notice.outcome && outcomeLine(notice.outcome)}
${asks ? answers(notice, id, owner) : null}
<div class="notice-foot">${how(notice, id)}<a href="${navigate}" id="open-${id}">Open${hiddenTitle(title)}</a></div>`,
	);
}

function answers(notice: Notice, id: string, owner: string): Markup {
	const action = `/phones/${owner}/${encodeURIComponent(notice.tag)}`;
	const about = hiddenTitle(notice.payload.notification.title);
	return html`<form method="post" action="${action}"><button class="button take" id="take-${id}" name="answer" value="acknowledge">Acknowledge${about}</button>
<button class="button pass" id="pass-${id}" name="answer" value="escalate">I can’t take it${about}</button></form>`;
}

function outcomeLine(outcome: Outcome): Markup {
	const { shape, text } = told(outcome);
	return html`<p class="outcome" role="status"><span class="shape ${shape}"></span><span>${text}</span></p>`;
}

function told(outcome: Outcome): { shape: string; text: Markup } {
	switch (outcome.kind) {
		case "acknowledged": {
			const who = outcome.mine ? "Acknowledged by you" : `Acknowledged by ${outcome.by}`;
			const since =
				outcome.at && html`, since <time datetime="${outcome.at}">${outcome.at.slice(11, 19)}</time>`;
			return { shape: "well", text: html`${who}${since}` };
		}
		case "resolved":
			return { shape: "well", text: html`Resolved` };
		case "passed-on":
			return { shape: "degraded", text: html`Escalated. The next level is being paged` };
		case "too-late":
			return { shape: "degraded", text: html`${outcome.why}` };
		case "not-delivered":
			return { shape: "down", text: html`Not delivered. Escalation continues. Try again.` };
	}
}

/** What a real phone never shows: how the push came. */
function how(notice: Notice, id: string): Markup {
	const { bytes, ttlSeconds, urgency, topic, signedBy } = notice.wire;
	return html`<details id="how-${id}"><summary>${receiptLine(notice)}</summary>
<dl><dt>Encrypted</dt><dd>${bytes} bytes, aes128gcm</dd><dt>Signed by</dt><dd>${signedBy}</dd><dt>Urgency</dt><dd>${urgency}</dd><dt>Kept for</dt><dd>${ttlSeconds} s</dd>${topic && html`<dt>Topic</dt><dd>${topic}</dd>`}</dl></details>`;
}

function receiptLine({ receipt }: Notice): string {
	if (receipt.state === "sending") return "Sending the receipt";
	return receipt.state === "sent" ? `Receipt sent in ${receipt.tookMs} ms` : "Receipt not sent";
}

function hiddenTitle(title: string): Markup {
	return html`<span class="hidden">: ${title}</span>`;
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
