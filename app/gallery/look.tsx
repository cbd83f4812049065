import { For } from "solid-js";
import { Badge, SeverityPill } from "../parts/badge.tsx";
import { Mark, Wordmark } from "../parts/mark.tsx";
import { monitorShape } from "../parts/shape.tsx";

export function Identity() {
	return (
		<div class="card">
			<div class="logo">
				<Mark size={56} />
				<Wordmark />
			</div>
			<div class="line">
				<Mark size={22} />
				<Mark size={28} />
				<Mark size={40} />
			</div>
		</div>
	);
}

export function Shapes() {
	const states = ["up", "degraded", "down", "unknown", "paused"] as const;
	return (
		<div class="card">
			<div class="line">
				<For each={["P1", "P2", "P3", "P4"] as const}>{(severity) => <SeverityPill of={severity} />}</For>
				<SeverityPill of="P1" over />
			</div>
			<div class="line">
				<For each={states.map(monitorShape)}>{({ shape, word }) => <Badge shape={shape}>{word}</Badge>}</For>
			</div>
			<div class="line">
				<Badge shape="well" filled>
					Live
				</Badge>
				<Badge shape="person">A person did it</Badge>
				<Badge shape="note">The machinery did it</Badge>
			</div>
		</div>
	);
}

export function Voices() {
	return (
		<div class="stack">
			<p class="huge">You’re being paged</p>
			<p class="big">Checkout is down in 3 of 3 regions</p>
			<p class="said">You, until Monday 09:00</p>
			<p>HTTP 503 since 03:11:20 from Frankfurt, Virginia and Singapore.</p>
			<p class="sub">Shop, primary · 2 d 5 h left</p>
			<p class="dim">Receipt 4 min ago, in 0.9 s</p>
			<p class="mono">whsec_C2FVsBQIhrscChlQIMV</p>
			<p>
				A sentence with <a href="/app/gallery">a link in it</a> and <strong>one strong word</strong>.
			</p>
		</div>
	);
}

const NAMES = [
	..."ground surface raised line edge ink ink-2 ink-3".split(" "),
	..."brass brass-fill brass-wash p1 p1-wash p2 p3 p4 amber-wash ok ok-wash none".split(" "),
];

export function Colours() {
	return (
		<div class="swatches">
			<For each={NAMES}>
				{(name) => (
					<span>
						<i ref={(element) => element.style.setProperty("--swatch", `var(--${name})`)} />
						{name}
					</span>
				)}
			</For>
		</div>
	);
}
