import { Match, Show, Switch } from "solid-js";
import { focusSoon } from "../../parts/focus-soon.ts";
import { Progress } from "../../parts/progress.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Notice } from "../../parts/states.tsx";
import type { AddMonitor } from "./add-monitor.ts";
import { CheckList } from "./check-list.tsx";
import { verdict } from "./check-words.ts";
import type { RegionCheck } from "./probe.ts";
import { proposalWords } from "./proposal.ts";

/** What the probe saw, or that it is under way; and what a person has to know of it before confirming. */
export function ProbeResult(props: { of: AddMonitor }) {
	const seen = () => {
		const at = props.of.stage();
		return "checks" in at ? at.checks : null;
	};
	const isAdded = () => props.of.stage().kind === "added";
	const proposed = () => {
		const proposal = props.of.proposal();
		return proposal ? proposalWords(proposal, props.of.service()) : "";
	};
	return (
		<div aria-live="polite" class="stack wide">
			<Switch>
				<Match when={props.of.stage().kind === "probing"}>
					<Progress label="Checking from every region" />
				</Match>
				<Match when={seen()}>
					{(checks) => <CheckEvidence checks={checks()} isAdded={isAdded()} proposed={proposed()} />}
				</Match>
			</Switch>
			<Show when={!isAdded() && props.of.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</div>
	);
}

const SHAPES = { up: "well", degraded: "degraded", down: "down", unknown: "unknown" } as const;

function CheckEvidence(props: { checks: RegionCheck[]; isAdded: boolean; proposed: string }) {
	const said = () => verdict(props.checks);
	const warning = () => {
		if (props.isAdded) return null;
		if (said().outcome === "down")
			return "It fails right now. If you add it anyway, an incident opens at once.";
		return said().outcome === "unknown" ? "You can add it anyway. It is checked again at once." : null;
	};
	return (
		<section class="stack">
			<p class="big line" tabindex={-1} ref={focusSoon}>
				<Shape of={SHAPES[said().outcome]} />
				{said().words}
			</p>
			<Show when={props.checks.length > 0}>
				<CheckList label="What each region saw" checks={props.checks} />
			</Show>
			<Show when={warning()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<p class="sub">
				{props.isAdded ? "Monitored from now on." : `Nothing is saved yet. ${props.proposed}`}
			</p>
		</section>
	);
}
