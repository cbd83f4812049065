import { A } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import { Shape, type ShapeName } from "../parts/shape.tsx";
import { liveAt, liveState } from "../state/live.ts";
import { online, shownSince } from "../state/online.ts";
import { type StripItem, type StripTone, stripItems } from "../state/strip.ts";
import { whenWords } from "../state/words.ts";
import { standsAboveTheFoot } from "./foot.ts";
import "./strip.css";

const ORDER: StripTone[] = ["alarm", "amber", "plain"];
const SHAPES: Record<StripTone, ShapeName> = { alarm: "down", amber: "degraded", plain: "note" };
const MOST = 2;

/** A line in its place; what is gone leaves it empty while another stands above. */
type Placed = StripItem & { isGone?: boolean };

/** The lines that matter most, two at most; polite, except that a page nobody has answered interrupts. They move nothing. */
export function Strips() {
	const shown = createMemo<Placed[]>((before) => {
		const all = [...stripItems(), ...connection()];
		const wanted = all.sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone)).slice(0, MOST);
		const same = (one: Placed) =>
			!one.isGone && wanted.find(({ text, href }) => text === one.text && href === one.href);
		// What is there stays in its place; what comes stands in one that is empty, or above.
		const coming = wanted.filter((one) => !before.some((other) => same(other) === one));
		const inPlaceOf = (one: Placed): Placed => coming.shift() ?? { ...one, isGone: true };
		const places = before.map((one) => (same(one) ? one : inPlaceOf(one)));
		const last = places.findLastIndex((one) => !one.isGone);
		return [...places.slice(0, last + 1), ...coming];
	}, []);
	return (
		<div class="strips" aria-live="polite" data-steady="strips" ref={standsAboveTheFoot}>
			<For each={shown()}>{(item) => <Strip item={item} />}</For>
		</div>
	);
}

export function Strip(props: { item: Placed }) {
	const inside = () => (
		<>
			<Shape of={SHAPES[props.item.tone]} />
			<span>{props.item.text}</span>
		</>
	);
	const toned = () => `strip ${props.item.tone}${props.item.isGone ? " gone" : ""}`;
	return (
		<Show
			when={props.item.href}
			fallback={
				<div class={toned()}>
					{inside()}
					<Show when={props.item.act}>
						<button class="strip-act" type="button" onClick={() => props.item.onAct?.()}>
							{props.item.act}
						</button>
					</Show>
				</div>
			}
		>
			{(href) => (
				<A class={toned()} href={href()}>
					{inside()}
					<span class="strip-act">{props.item.act ?? "Open"}</span>
				</A>
			)}
		</Show>
	);
}

/** What the app itself knows about its connection; minutes, so that the words do not change every second. */
function connection(): StripItem[] {
	const offline = !online();
	const at = offline ? (shownSince() ?? liveAt()) : liveAt();
	const since = at !== null ? `. Data from ${whenWords(at, Date.now())}` : "";
	if (offline) return [{ tone: "amber", text: `Offline${since}` }];
	return liveState() === "stale" ? [{ tone: "amber", text: `Reconnecting${since}` }] : [];
}
