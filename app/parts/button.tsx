import { A } from "@solidjs/router";
import { type JSX, Show, splitProps } from "solid-js";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import "./button.css";

/**
 * `primary`: the screen's one act, 64 px, brass, or red when it answers a P1. `brass`: the act of a card. `quiet`: an
 * act that may be overlooked. `danger`: cannot be taken back; outlined, since red is P1's.
 */
export type ButtonKind = "primary" | "brass" | "plain" | "quiet" | "danger";

interface Looks {
	kind?: ButtonKind;
	/** Of the incident that a primary act answers. */
	severity?: Severity;
	/** As wide as its place. */
	wide?: boolean;
	/** Holds only an icon; give `aria-label`. */
	round?: boolean;
}

export interface ButtonProps extends Looks, JSX.ButtonHTMLAttributes<HTMLButtonElement> {
	/** What it is doing right now: shown instead of its name, and no second press is taken. */
	busy?: string | false;
}

export function Button(props: ButtonProps) {
	const [own, rest] = splitProps(props, [...LOOKS, "busy", "children", "onClick", "class"]);
	const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
		if (own.busy) return event.preventDefault();
		if (typeof own.onClick === "function") own.onClick(event);
	};
	return (
		<button
			type="button"
			{...rest}
			class={classes(own, own.class)}
			aria-busy={own.busy ? "true" : undefined}
			aria-disabled={own.busy ? "true" : undefined}
			onClick={press}
		>
			<Show when={own.busy} fallback={own.children}>
				{own.busy}
			</Show>
		</button>
	);
}

export interface LinkButtonProps extends Looks, JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
	/** Inside the app: `/incidents/inc_…`. */
	href: string;
}

/** A link that looks like a button, because it leads to an act. */
export function LinkButton(props: LinkButtonProps) {
	const [own, rest] = splitProps(props, [...LOOKS, "class", "href"]);
	return <A {...(rest as object)} href={own.href} class={classes(own, own.class)} />;
}

const LOOKS = ["kind", "severity", "wide", "round"] as const;

export function classes(looks: Looks, more?: string): string {
	const names = ["button", looks.kind ?? "plain"];
	if (looks.severity === "P1") names.push("p1");
	if (looks.wide) names.push("wide");
	if (looks.round) names.push("round");
	if (more) names.push(more);
	return names.join(" ");
}
