/** The shop as its customers see it: what they can do with it follows from how its services are. */
import { html, live, type Markup } from "../parts/html.ts";
import type { ServiceKey, ShopState } from "./services.ts";

const GOODS = [
	{ name: "Brass lantern", price: "€48", art: "M9 9h6l2 9H7zM10 9V6a2 2 0 0 1 4 0v3M8 18h8v2H8z" },
	{
		name: "Enamel mug",
		price: "€14",
		art: "M6 8h9v8a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3zM15 10h2a2 2 0 0 1 0 5h-2",
	},
	{ name: "Wool sweater", price: "€89", art: "M9 5l3 2 3-2 5 4-2 4-2-1v7H8v-7l-2 1-2-4z" },
	{ name: "Sea chart", price: "€22", art: "M4 7l5-2 6 2 5-2v12l-5 2-6-2-5 2zM9 5v12M15 7v12" },
] as const;

/** Slow still works; everything else that is not well does not. */
const works = (state: ShopState, key: ServiceKey): boolean => ["well", "slow"].includes(state[key].health);

/** One window of the shop, told anew when a service changes. */
export function shopFront(state: ShopState): Markup {
	return live(
		"section",
		"front",
		"front",
		html`<h2 class="hidden">The shop as customers see it</h2>
<div class="front-bar"><b>Harbor Shop</b><span class="front-search">${works(state, "search") ? "Search for rope, lamps, knives" : "Search isn’t working"}</span><span>${works(state, "accounts") ? "Sign in" : "Sign-in isn’t working"}</span><span>Cart</span></div>
${works(state, "storefront") ? window(state) : html`<p class="front-lost">Sorry, the shop isn’t loading. Please try again later.</p>`}`,
	);
}

function window(state: ShopState): Markup {
	const buy = works(state, "checkout") ? "Add to cart" : "Can’t be ordered right now";
	return html`<ul class="goods">${GOODS.map(
		({ name, price, art }) =>
			html`<li><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" aria-hidden="true"><path d="${art}"/></svg><b>${name}</b><span>${price}</span><span class="buy">${buy}</span></li>`,
	)}</ul>`;
}
