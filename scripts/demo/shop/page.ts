import { html, live, type Markup } from "../parts/html.ts";
import { BELL_PATH } from "../parts/site.ts";
import { shopFront } from "./front.ts";
import type { Visit } from "./health.ts";
import {
	HEALTH_NAMES,
	HEALTHS,
	SERVICE_KEYS,
	SERVICES,
	type ServiceKey,
	type ShopState,
} from "./services.ts";

export interface ShopLinks {
	phones: string;
	status: string;
}

export function shopTitle(state: ShopState): string {
	const broken = brokenOf(state);
	return broken.length === 0 ? "Harbor Shop" : `${sentence(state)} · Harbor Shop`;
}

/** The shop's back room: how each service is, and the handles that break and fix it. */
export function shopPage(state: ShopState, visits: Map<ServiceKey, Visit[]>, links: ShopLinks): Markup {
	return html`<div class="shop">
<header class="masthead"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${BELL_PATH}"/></svg>
<h1>Harbor Shop</h1>
<nav aria-label="The demo world">${link(links.phones, "Three phones")}${link(links.status, "Status page")}</nav></header>
<main>
${live("div", "sum", "sum", html`<p class="say">${sentence(state)}</p><p class="sub">${advice(state)}</p>`)}
${shopFront(state)}
<div class="services">${SERVICE_KEYS.map((key) => serviceCard(key, state[key], visits.get(key) ?? []))}</div>
<p class="foot">A sample shop made to be broken. Tocsin checks each service every 10 seconds from three regions, pages when two agree it’s down, and resolves the incident after two good checks.</p>
</main></div><div class="line-lost" role="status">The demo shop isn’t running. Restart Tocsin to bring it back.</div>`;
}

function serviceCard(key: ServiceKey, state: ShopState[ServiceKey], visits: Visit[]): Markup {
	const { health, since, restarted } = state;
	const { name, what } = SERVICES[key];
	const { shape, word, does } = HEALTHS[health];
	return html`<section class="service" aria-labelledby="${key}-name">
<div class="service-head"><h2 id="${key}-name">${name}</h2><p class="sub">${what}</p></div>
${live("div", `${key}-state`, `state ${shape}`, html`<p class="now"><span class="shape ${shape}"></span><b>${word}</b><span>${does}</span></p><p class="dim">Since <time datetime="${iso(since)}">${iso(since)}</time>${restarted === true && ", restarted by Tocsin"}</p>`)}
${live("div", `${key}-handles`, "handles", handles(key, health))}
${live("div", `${key}-visits`, "visits dim", lastVisit(visits))}
</section>`;
}

/** One loud handle for what is likely wanted next, the rest behind "Other ways". */
function handles(key: ServiceKey, health: ShopState[ServiceKey]["health"]): Markup {
	const others = HEALTH_NAMES.filter((name) => name !== "well" && name !== "down" && name !== health);
	const first = health === "well" ? "down" : "well";
	return html`<form method="post" action="/services/${key}">
<button class="button first ${first}" id="${key}-first" name="health" value="${first}">${HEALTHS[first].button}<span class="hidden"> (${SERVICES[key].name})</span></button>
<details id="${key}-other"><summary>Other ways to break it</summary><div class="other">${[
		...(health === "well" || health === "down" ? [] : (["down"] as const)),
		...others,
	].map(
		(name) =>
			html`<button class="button" id="${key}-${name}" name="health" value="${name}">${HEALTHS[name].button}<span class="hidden"> (${SERVICES[key].name})</span></button>`,
	)}</div></details></form>`;
}

const REGIONS: Record<string, string> = { weur: "western Europe", enam: "eastern America", apac: "Asia" };

function lastVisit(visits: Visit[]): Markup {
	const last = visits.at(-1);
	if (!last) return html`Not checked yet`;
	const regions = [
		...new Set(
			visits
				.slice(-6)
				.map((visit) => (visit.region === null ? "a browser" : (REGIONS[visit.region] ?? visit.region))),
		),
	];
	return html`Checked <time datetime="${iso(last.at)}" data-ago>${iso(last.at)}</time>, recently from ${regions.join(", ")}`;
}

function sentence(state: ShopState): string {
	const broken = brokenOf(state);
	if (broken.length === 0) return "The shop is open";
	const names = broken.map((key) => SERVICES[key].name);
	if (names.length === 1) return `${names[0]} ${BROKEN_VERBS[state[broken[0] ?? "checkout"].health]}`;
	return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are having problems`;
}

const BROKEN_VERBS = {
	well: "works",
	down: "is broken",
	slow: "is slow",
	hanging: "hangs",
	reset: "is cut off",
	wrong: "returns the wrong page",
} as const;

/** What will come of it, truthfully: not everything that breaks wakes somebody. */
function advice(state: ShopState): Markup {
	const broken = brokenOf(state);
	if (broken.length === 0) {
		return html`Break a service and watch a phone ring. Tocsin notices within 10 seconds.`;
	}
	const down = broken.filter((key) => HEALTHS[state[key].health].shape === "down");
	if (down.length === 0) return html`Slow counts as degraded, not down. Tocsin records it and pages no one.`;
	if (down.every((key) => SERVICES[key].hours === "working")) {
		return html`A P3 pages one person, and only in business hours (Monday to Friday, 09:00–17:00 in Berlin). To see a page now, break Checkout.`;
	}
	return html`A phone rings within 10 seconds. Acknowledge there, then fix the service here, or run “Restart the shop” in the incident. It resolves on its own.`;
}

function brokenOf(state: ShopState): ServiceKey[] {
	return SERVICE_KEYS.filter((key) => state[key].health !== "well");
}

function link(href: string, text: string): Markup | null {
	return href === "" ? null : html`<a href="${href}">${text}</a>`;
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
