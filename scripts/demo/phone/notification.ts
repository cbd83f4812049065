import { CANNOT_TAKE_IT } from "../../../worker/platform/rules/phrases.ts";
import { html, live, type Markup } from "../parts/html.ts";
import type { Notice } from "./phones.ts";

/** One notification as a lock screen shows it, with the two answers a page asks for. */
export function notification(notice: Notice, owner: string): Markup {
	const { title, body, navigate } = notice;
	const id = `${owner}-${notice.tag.replace(/[^A-Za-z0-9_-]/g, "-")}`;
	const asks = notice.role === "page" && notice.data.token !== null;
	const severity = notice.severity.toLowerCase();
	return live(
		"section",
		`n-${id}`,
		`notice ${asks ? `asks ${severity}` : "settled"}`,
		html`<div class="notice-head"><span>Tocsin</span>${notice.rings > 1 && html`<span>rang ${notice.rings} times</span>`}<time datetime="${iso(notice.arrivedAt)}" data-ago>${iso(notice.arrivedAt)}</time></div>
<h3>${title}</h3><p>${body}</p>
${asks ? answers(notice, id, owner) : null}
<div class="notice-foot">${how(notice, id)}<a href="${navigate}" id="open-${id}">Open${hiddenTitle(title)}</a></div>`,
	);
}

function answers(notice: Notice, id: string, owner: string): Markup {
	const action = `/phones/${owner}/${encodeURIComponent(notice.tag)}`;
	const about = hiddenTitle(notice.title);
	return html`<form method="post" action="${action}"><button class="button take" id="take-${id}" name="answer" value="acknowledge">Acknowledge${about}</button>
<button class="button pass" id="pass-${id}" name="answer" value="escalate">${CANNOT_TAKE_IT}${about}</button></form>`;
}

/** What a real phone never shows: how the push came. */
function how(notice: Notice, id: string): Markup {
	const { bytes, ttlSeconds, urgency, topic, signedBy } = notice.wire;
	return html`<details id="how-${id}"><summary>${receiptLine(notice)}</summary>
<dl><dt>Encrypted</dt><dd>${bytes} bytes, aes128gcm</dd><dt>Signed by</dt><dd>${signedBy}</dd><dt>Urgency</dt><dd>${urgency}</dd><dt>Kept for</dt><dd>${ttlSeconds} s</dd>${topic && html`<dt>Topic</dt><dd>${topic}</dd>`}</dl></details>`;
}

function receiptLine({ receipt }: Notice): string {
	if (receipt.state === "none") return "No receipt needed";
	if (receipt.state === "sending") return "Sending the receipt";
	return receipt.state === "sent" ? `Receipt sent in ${receipt.tookMs} ms` : "Receipt not sent";
}

function hiddenTitle(title: string): Markup {
	return html`<span class="hidden">: ${title}</span>`;
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
