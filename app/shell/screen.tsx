import { A } from "@solidjs/router";
import { createEffect, type JSX, onMount, Show } from "solid-js";
import { Icon } from "../parts/icon.tsx";
import { Slot } from "../parts/slot.tsx";
import { standsAtTheFoot } from "./foot.ts";

interface ScreenProps {
	/** The screen's heading and, with the name of the app, the window's title. */
	title: string;
	/** Where the arrow leads: `/incidents`. */
	back?: string;
	/** At the right of the heading: a state, a small act. */
	trail?: JSX.Element;
	/**
	 * The act of the whole screen, at the bottom under the thumb; it takes the place of the tabs. Its main button is
	 * `<Button kind="primary" wide>`; put it in `<div class="dock-row">` with a round one beside it.
	 */
	dock?: JSX.Element;
	/** Whose acts these are, where one could take another's place: see `parts/steady.ts`. */
	steady?: string;
	/** On a desk it uses the whole width. */
	wide?: boolean;
	children: JSX.Element;
}

let visited = false;

/** A whole screen. After a move inside the app, the reading starts at its heading. */
export function Screen(props: ScreenProps) {
	let heading: HTMLHeadingElement | undefined;
	createEffect(() => {
		document.title = `${props.title} · Tocsin`;
	});
	onMount(() => {
		if (visited) heading?.focus({ preventScroll: true });
		visited = true;
	});
	return (
		<div class={props.wide ? "screen wide" : "screen"} data-steady={props.steady}>
			<header class="top">
				<Show when={props.back}>
					{(href) => (
						<A class="button quiet round back" href={href()} aria-label="Back">
							<Icon name="back" />
						</A>
					)}
				</Show>
				<h1 ref={heading} tabindex={-1}>
					{props.title}
				</h1>
				{props.trail}
			</header>
			<main class="content" id="main" tabindex={-1}>
				{props.children}
			</main>
			<Slot of={props.dock}>
				{(dock) => (
					<section class="dock" aria-label="Actions" ref={standsAtTheFoot}>
						{dock()}
					</section>
				)}
			</Slot>
		</div>
	);
}

/** Side by side from 1100 px on; below that `main` and `side` follow each other and `list` is not there. */
export function Columns(props: { list?: JSX.Element; main: JSX.Element; side?: JSX.Element }) {
	return (
		<div class={props.list ? "columns" : "columns two"}>
			<Slot of={props.list}>{(list) => <div class="column list">{list()}</div>}</Slot>
			<div class="column">{props.main}</div>
			<Slot of={props.side}>{(side) => <div class="column">{side()}</div>}</Slot>
		</div>
	);
}

/** A part of a screen with its heading above; `trail` holds a word or a link at the heading's right. */
export function Section(props: { title: string; trail?: JSX.Element; children: JSX.Element }) {
	return (
		<section class="section">
			<h2>
				{props.title}
				{props.trail}
			</h2>
			{props.children}
		</section>
	);
}
