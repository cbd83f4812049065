import { html, live, type Markup } from "../parts/html.ts";
import { BELL_PATH } from "../parts/site.ts";
import { notification } from "./notification.ts";
import type { OnCall } from "./on-call.ts";
import type { Phone } from "./phones.ts";

export interface PhoneLinks {
	shop: string;
	status: string;
}

export function phonesTitle(phones: Phone[]): string {
	const ringing = phones.filter((phone) => waiting(phone) > 0).map((phone) => phone.owner);
	return ringing.length === 0 ? "Three phones" : `Ringing: ${ringing.join(", ")}`;
}

/** Three lock screens: side by side where there is room, one at a time on a phone. */
export function phonesPage(phones: Phone[], onCall: OnCall | null, links: PhoneLinks): Markup {
	const first = phones.find((phone) => onCall?.has(phone.owner)) ?? phones[0];
	return html`<div class="desk">
<header class="masthead"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${BELL_PATH}"/></svg>
<h1>Three phones</h1>
<nav aria-label="The demo world">${link(links.shop, "Harbor Shop")}${link(links.status, "Status page")}</nav></header>
<main><p class="lead">The phones of Ana, Bo, and Chidi. Every page arrives as an encrypted, signed web push.</p>
${phones.map((phone) => html`<input class="hidden pick" type="radio" name="phone" id="pick-${phone.owner}" ${phone === first && CHECKED}>`)}
<div class="tabs">${phones.map((phone) => html`<label for="pick-${phone.owner}" class="tab-${phone.owner}">${phone.owner}${live("span", `count-${phone.owner}`, "count", count(phone))}</label>`)}</div>
<div class="phones">${phones.map((phone) => handset(phone, onCall, phone === first ? links.shop : ""))}</div></main>
</div><div class="line-lost" role="status">The demo phones don’t answer. They come back with the next start.</div>`;
}

const CHECKED = html`checked`;

/** `shop` is where to make it ring, on the screen of the one who is paged first. */
function handset(phone: Phone, onCall: OnCall | null, shop: string): Markup {
	const { owner, notices } = phone;
	const now = new Date().toISOString();
	return html`<section class="phone phone-${owner}" aria-labelledby="owner-${owner}">
<div class="lock"><h2 id="owner-${owner}">${owner}’s phone</h2>${live("div", `duty-${owner}`, "duty", duty(owner, onCall))}
<p class="clock"><time datetime="${now}" data-clock>${now.slice(11, 16)}</time></p>
<p class="day"><time datetime="${now}" data-today>${now.slice(0, 10)}</time></p></div>
<div class="notices" id="notices-${owner}" data-list role="log" aria-label="Notifications for ${owner}" tabindex="0">${
		notices.length === 0
			? live(
					"div",
					`none-${owner}`,
					"none",
					html`<p>No notifications.</p>${shop && html`<p><a href="${shop}">Break something in the shop</a></p>`}`,
				)
			: notices.map((notice) => notification(notice, owner))
	}</div></section>`;
}

function duty(owner: string, onCall: OnCall | null): Markup {
	if (onCall === null) return html``;
	const until = onCall.get(owner);
	if (!until) return html`<span class="dim">Not on call now</span>`;
	return html`<span class="shape well"></span><span>On call until <time datetime="${until}" data-until>${until.slice(0, 10)}</time></span>`;
}

function count(phone: Phone): Markup {
	const n = waiting(phone);
	return n === 0 ? html`` : html`<span class="shape down"></span><span class="hidden">ringing: </span>${n}`;
}

/** Pages that nobody has answered on this phone. */
function waiting(phone: Phone): number {
	return phone.notices.filter(({ role }) => role === "page").length;
}

function link(href: string, text: string): Markup | null {
	return href === "" ? null : html`<a href="${href}">${text}</a>`;
}
