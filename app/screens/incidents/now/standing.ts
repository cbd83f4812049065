import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import type { Resource } from "../../../state/resource.ts";
import { myId } from "../../../state/session.ts";
import type { Now } from "../../../state/wire.ts";
import { NOTHING, type NowView, nowView, stillOpen } from "./now-view.ts";

/** Whoever has not touched the screen for this long is not about to press anything. */
const QUIET_MS = 60_000;

interface Stood {
	round: number;
	view: NowView;
	isKnown: boolean;
}

/** What stands on Now, each in its place until Now is left, or until nobody has touched it for a minute. */
export function standing(of: Resource<Now>): { view: Accessor<NowView>; tidy(): void } {
	const [round, setRound] = createSignal(0);
	const stood = createMemo<Stood>(
		(before) => {
			const isKnown = of.state === "fresh" || before.isKnown;
			const previous = before.round === round() ? before.view : NOTHING;
			const view = of.value ? nowView(of.value, previous, myId()) : previous;
			return { round: round(), view: before.isKnown ? view : stillOpen(view), isKnown };
		},
		{ round: 0, view: NOTHING, isKnown: false },
	);
	let touchedAt = performance.now();
	const touched = () => {
		touchedAt = performance.now();
	};
	onMount(() => {
		for (const kind of TOUCHES) addEventListener(kind, touched, { passive: true });
		onCleanup(() => {
			for (const kind of TOUCHES) removeEventListener(kind, touched);
		});
	});
	return {
		view: () => stood().view,
		tidy: () => {
			if (performance.now() - touchedAt > QUIET_MS) setRound((last) => last + 1);
		},
	};
}

const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
