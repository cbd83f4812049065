import { createEffect, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { NOTHING_SAVED, OFFLINE, PAGING_GOES_ON } from "../../worker/platform/rules/phrases.ts";
import type { Problem } from "../state/api.ts";
import { now } from "../state/clock.ts";
import { online, showsOld } from "../state/online.ts";
import type { Resource } from "../state/resource.ts";
import { ago, span } from "../state/words.ts";
import { Button } from "./button.tsx";
import { Shape } from "./shape.tsx";
import { Slot } from "./slot.tsx";
import "./states.css";

/** Nothing is here: says what would be, and holds the one act that changes it. */
export function Empty(props: { title: string; children?: JSX.Element; act?: JSX.Element }) {
	return (
		<section class="panel">
			<h2 class="big">{props.title}</h2>
			<Slot of={props.children}>{(words) => <p class="sub">{words()}</p>}</Slot>
			<Slot of={props.act}>{(act) => <div class="panel-acts">{act()}</div>}</Slot>
		</section>
	);
}

/** Where a list will be: as many rows as will likely come, in their height, so that nothing jumps. */
export function Skeleton(props: { rows?: number; height?: number; label?: string }) {
	return (
		<div
			class="bones"
			role="status"
			ref={(element) => element.style.setProperty("--bone", `${props.height ?? 64}px`)}
		>
			<span class="unseen">{props.label ?? "Loading"}</span>
			{Array.from({ length: props.rows ?? 3 }, () => (
				<div class="bone-row">
					<i />
					<i />
					<i />
				</div>
			))}
		</div>
	);
}

/** It could not be read, and nothing older is known either. */
export function Failing(props: { problem?: Problem | null; what?: string; onRetry(): void }) {
	// Asked again, the answer is the same.
	const isGone = () => props.problem?.status === 404;
	return (
		<Show when={!isGone()} fallback={<Gone what={props.what} />}>
			<NotRead {...props} />
		</Show>
	);
}

/** A link to what somebody deleted, or that lost a letter. */
function Gone(props: { what?: string }) {
	return (
		<section class="panel failing" role="alert">
			<h2 class="big">Couldn’t find {props.what ?? "this"}</h2>
			<p class="sub">It was deleted, or the link is wrong.</p>
		</section>
	);
}

function NotRead(props: { problem?: Problem | null; what?: string; onRetry(): void }) {
	return (
		<section class="panel failing" role="alert">
			<h2 class="big">Couldn’t load {props.what ?? "this"}</h2>
			<p class="sub">
				{props.problem?.detail || props.problem?.title || "Tocsin didn’t respond."} {PAGING_GOES_ON}
			</p>
			<Show when={props.problem?.requestId}>{(id) => <p class="dim">Request ID: {id()}</p>}</Show>
			<div class="panel-acts">
				<Button onClick={() => props.onRetry()}>Try again</Button>
			</div>
		</section>
	);
}

/** There is no network, and this device has never seen what belongs here. */
export function Offline(props: { onRetry(): void }) {
	return (
		<section class="panel failing" role="alert">
			<h2 class="big">{OFFLINE}</h2>
			<p class="sub">{NOTHING_SAVED}</p>
			<div class="panel-acts">
				<Button onClick={() => props.onRetry()}>Try again</Button>
			</div>
		</section>
	);
}

/** A line of amber: what is amiss, and perhaps one act. `plain` for news that is none. */
export function Notice(props: { plain?: boolean; children: JSX.Element; act?: string; onAct?(): void }) {
	return (
		<div class={props.plain ? "notice plain" : "notice"}>
			<Shape of={props.plain ? "note" : "degraded"} />
			<span class="grow">{props.children}</span>
			<Show when={props.act}>
				<button type="button" onClick={() => props.onAct?.()}>
					{props.act}
				</button>
			</Show>
		</div>
	);
}

/**
 * "Couldn’t refresh. Last updated 4 min ago.": that it is not fresh, and why. Null while it is, and null without a network:
 * then one line beside every screen says so, with the age of the oldest that is shown.
 */
export function staleWords(of: Omit<Resource<unknown>, "set">): string | null {
	const { at, state } = of;
	if (at === null || of.value === undefined) return null;
	// One resource that no answer came for, while others have theirs.
	const isUnread = state === "failing" || (state === "offline" && online());
	if (isUnread) return `Couldn’t refresh. Last updated ${ago(at, now())}.`;
	return state === "stale" && now() - at > LATE_MS ? `Last updated ${span(now() - at)} ago.` : null;
}

/** While there is no network, the line beside every screen also counts this one. */
function tellsAge(of: Omit<Resource<unknown>, "set">): void {
	const key = {};
	createEffect(() => showsOld(key, of.state === "offline" && of.value !== undefined ? of.at : null));
	onCleanup(() => showsOld(key, null));
}

/** What stands below is not fresh, and why. */
export function Stale(props: { of: Omit<Resource<unknown>, "set"> }) {
	tellsAge(props.of);
	return (
		<Show when={staleWords(props.of)}>
			{(words) => (
				<Notice plain={props.of.state === "stale"} act="Try again" onAct={() => void props.of.reload()}>
					{words()}
				</Notice>
			)}
		</Show>
	);
}

/** A remembered value younger than this needs no word while the fresh one is on its way. */
const LATE_MS = 30_000;

/** It could not be read, and nothing older is known. */
export const isUnread = ({ value, state }: Pick<Resource<unknown>, "value" | "state">): boolean =>
	value === undefined && (state === "failing" || state === "offline");

/** A resource in whatever state it is: bones, an error, or its value with its age. The value's own emptiness is the caller's. */
export function Loaded<T>(props: {
	of: Resource<T>;
	/** "incidents": ends the sentence of failure. */
	what: string;
	/** Asked for anew together with it, where the screen says only once that nothing could be read. */
	also?: Pick<Resource<unknown>, "reload">[];
	bones?: JSX.Element;
	/** Something else on the screen says how old this is, in a place that is kept for it: see `staleWords`. */
	quiet?: boolean;
	children: (value: () => NonNullable<T>) => JSX.Element;
}) {
	if (props.quiet) tellsAge(props.of);
	const retry = () => {
		for (const one of [props.of, ...(props.also ?? [])]) void one.reload();
	};
	return (
		<Switch fallback={props.bones ?? <Skeleton />}>
			<Match when={props.of.value}>
				{(value) => (
					<>
						<Show when={!props.quiet}>
							<Stale of={props.of} />
						</Show>
						{props.children(value)}
					</>
				)}
			</Match>
			<Match when={props.of.state === "failing"}>
				<Failing what={props.what} problem={props.of.problem} onRetry={retry} />
			</Match>
			<Match when={props.of.state === "offline"}>
				<Offline onRetry={retry} />
			</Match>
		</Switch>
	);
}
