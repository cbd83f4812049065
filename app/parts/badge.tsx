import { type JSX, Show } from "solid-js";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import { Shape, type ShapeName } from "./shape.tsx";
import "./badge.css";

/** P1 to P4. `over` for an incident that is resolved: the word stays, the colour goes. */
export function SeverityPill(props: { of: Severity; over?: boolean }) {
	return <span class={`severity ${props.of.toLowerCase()}${props.over ? " over" : ""}`}>{props.of}</span>;
}

/** A state in a word, with its shape. `filled` where a line has much else. */
export function Badge(props: { shape?: ShapeName; filled?: boolean; children: JSX.Element }) {
	return (
		<span class={props.filled ? "badge filled" : "badge"}>
			<Show when={props.shape}>{(shape) => <Shape of={shape()} />}</Show>
			{props.children}
		</span>
	);
}
