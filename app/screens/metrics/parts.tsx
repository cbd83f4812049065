import { For, type JSX } from "solid-js";
import { Section } from "../../shell/screen.tsx";

export { AsTable } from "../../parts/as-table.tsx";

/** A figure of a part: what it shows, in words first, then drawn, then as a table, and what it means. */
export function Part(props: {
	title: string;
	said: JSX.Element;
	definition: string;
	children?: JSX.Element;
}) {
	return (
		<Section title={props.title}>
			<div class="card">
				<p class="said">{props.said}</p>
				{props.children}
				<p class="dim">{props.definition}</p>
			</div>
		</Section>
	);
}

/** A share of the widest as a bar; of it, `dark` is set apart. Beside a number that says the same. */
export function Bar(props: { of: number; most: number; dark?: number; tone?: string }) {
	const wide = (value: number) => `${props.most === 0 ? 0 : (100 * value) / props.most}%`;
	return (
		<svg class={`bar ${props.tone ?? ""}`} width="100%" height="12" aria-hidden="true">
			<rect class="whole" width={wide(props.of)} height="12" rx="3" />
			<rect class="dark" width={wide(props.dark ?? 0)} height="12" rx="3" />
		</svg>
	);
}

/** Names with a bar and a number each. */
export function Bars(props: {
	label: string;
	of: { name: JSX.Element; value: number; said?: string; dark?: number; tone?: string }[];
}) {
	const most = () => Math.max(...props.of.map(({ value }) => value), 0);
	return (
		<ul class="bars" aria-label={props.label}>
			<For each={props.of}>
				{(one) => (
					<li>
						<span class="bars-name">{one.name}</span>
						<Bar of={one.value} most={most()} dark={one.dark} tone={one.tone} />
						<span class="bars-said">
							<b>{one.value}</b> <span class="dim">{one.said}</span>
						</span>
					</li>
				)}
			</For>
		</ul>
	);
}
