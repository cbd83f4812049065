import { A, useHref, useResolvedPath } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import { Icon } from "./icon.tsx";
import { Slot } from "./slot.tsx";
import "./row.css";

/** A list of rows with hairlines between; `Row` is a list item. */
export function Rows(props: { label?: string; children: JSX.Element }) {
	return (
		<ul class="rows" aria-label={props.label}>
			{props.children}
		</ul>
	);
}

interface RowProps {
	/** Before the text: a shape, an avatar, a severity. */
	lead?: JSX.Element;
	title: JSX.Element;
	sub?: JSX.Element;
	/** After it: a word or a small button (not in a row that itself leads somewhere). */
	trail?: JSX.Element;
	/** Leads inside the app. `external` for the status page and other documents. */
	href?: string;
	external?: boolean;
	onPress?(): void;
	/** Cannot be pressed now; it keeps its place. */
	disabled?: boolean;
	/** Is what the other column shows. */
	current?: boolean;
}

/** One line of a list: plain, a link, or a button; at least 60 px high. */
export function Row(props: RowProps) {
	const inside = () => (
		<>
			{props.lead}
			<span class="row-text">
				<span class="row-title">{props.title}</span>
				<Slot of={props.sub}>{(sub) => <span class="dim">{sub()}</span>}</Slot>
			</span>
			<Slot of={props.trail} fallback={<Forward when={props.href !== undefined} />}>
				{(trail) => <span class="row-trail">{trail()}</span>}
			</Slot>
		</>
	);
	return (
		<li>
			<Switch fallback={<div class="row">{inside()}</div>}>
				<Match when={props.href && props.external}>
					<a class="row" href={props.href} rel="external">
						{inside()}
					</a>
				</Match>
				<Match when={props.href?.includes("?") && props.href}>
					{(href) => (
						<PartLink href={href()} current={props.current}>
							{inside()}
						</PartLink>
					)}
				</Match>
				<Match when={props.href}>
					{(href) => (
						<A class="row" href={href()} aria-current={props.current ? "page" : undefined}>
							{inside()}
						</A>
					)}
				</Match>
				<Match when={props.onPress}>
					<button class="row" type="button" disabled={props.disabled} onClick={() => props.onPress?.()}>
						{inside()}
					</button>
				</Match>
			</Switch>
		</li>
	);
}

/** To a part of a place: `A` would call every part of the present place the present one. */
function PartLink(props: { href: string; current?: boolean | undefined; children: JSX.Element }) {
	const href = useHref(useResolvedPath(() => props.href));
	return (
		<a class="row" href={href()} aria-current={props.current ? "page" : undefined}>
			{props.children}
		</a>
	);
}

/** The row leads somewhere. */
function Forward(props: { when: boolean }) {
	return (
		<Show when={props.when}>
			<span class="row-trail dim">
				<Icon name="forward" size={18} />
			</span>
		</Show>
	);
}
