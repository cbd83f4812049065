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

/** The lines that matter most, two at most; polite, except that a page nobody has answered interrupts. They move nothing. */
export function Strips() {
	const shown = createMemo<StripItem[]>((before) => {
		const all = [...stripItems(), ...connection()];
		const wanted = all.sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone)).slice(0, MOST);
		// What is there stays in its place, and what comes stands above it.
		const same = (one: StripItem) => wanted.find(({ text, href }) => text === one.text && href === one.href);
		const kept = before.flatMap((one) => (same(one) ? [one] : []));
		return [...kept, ...wanted.filter((one) => !kept.some((other) => same(other) === one))];
	}, []);
	return (
		<div class="strips" aria-live="polite" data-steady="strips" ref={standsAboveTheFoot}>
			<For each={shown()}>{(item) => <Strip item={item} />}</For>
		</div>
	);
}

export function Strip(props: { item: StripItem }) {
	const inside = () => (
		<>
			<Shape of={SHAPES[props.item.tone]} />
			<span>{props.item.text}</span>
		</>
	);
	return (
		<Show
			when={props.item.href}
			fallback={
				<div class={`strip ${props.item.tone}`}>
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
				<A class={`strip ${props.item.tone}`} href={href()}>
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
