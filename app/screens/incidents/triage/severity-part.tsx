import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { Suggestion } from "../../../../worker/incidents/rules/suggest-severity.ts";
import { SEVERITIES, type Severity } from "../../../../worker/paging/rules/severity.ts";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import type { Incident } from "../../../state/wire.ts";
import { severityEffect } from "../severity-effect.ts";
import { SEVERITY_MEANS } from "../severity-words.ts";

const EXAMPLES: Record<Severity, string> = {
	P1: "For example: no customer can pay.",
	P2: "For example: search is slow, orders still go through.",
	P3: "For example: an export fails, and can be repeated later.",
	P4: "For example: a label is misspelled.",
};

/**
 * The severity, with what each means where it is chosen. What is known suggests one; whoever chose another keeps that. The
 * change says what it does, and is made by a press of its own.
 */
export function SeverityPart(props: {
	incident: Incident;
	suggestion: Suggestion | null;
	busy: boolean;
	onChange(severity: Severity, reason: string): void;
}) {
	const group = createUniqueId();
	const [own, setOwn] = createSignal<Severity>();
	const chosen = () => own() ?? props.suggestion?.severity ?? props.incident.severity;
	const isSame = () => chosen() === props.incident.severity;
	const isSuggested = () => props.suggestion !== null && chosen() === props.suggestion.severity;
	const reason = () =>
		isSuggested() ? `Triage: ${props.suggestion?.because.join(" ")}` : "Chosen in triage.";
	const suggested = () =>
		props.suggestion
			? `Suggested: ${props.suggestion.severity}. ${props.suggestion.because.join(" ")}`
			: "Too little is known to suggest one.";
	return (
		<section class="stack close">
			<h3 class="strong">How bad is it?</h3>
			<p class="sub triage-suggested" aria-live="polite">
				{suggested()}
			</p>
			<fieldset>
				<legend class="unseen">Severity</legend>
				<ul class="rows">
					<For each={SEVERITIES}>
						{(severity) => (
							<li>
								<label class="row">
									<input
										class="pick"
										type="radio"
										name={group}
										checked={chosen() === severity}
										onChange={() => setOwn(severity)}
									/>
									<SeverityPill of={severity} />
									<span class="row-text">
										<span>{SEVERITY_MEANS[severity]}</span>
										<span class="dim">{EXAMPLES[severity]}</span>
									</span>
									<Show when={severity === props.incident.severity}>
										<span class="sub">Now</span>
									</Show>
								</label>
							</li>
						)}
					</For>
				</ul>
			</fieldset>
			<p class="dim triage-effect" aria-live="polite">
				{isSame() ? `It is ${props.incident.severity} now.` : severityEffect(props.incident, chosen())}
			</p>
			<Button
				wide
				disabled={isSame()}
				busy={props.busy && "Changing…"}
				onClick={() => props.onChange(chosen(), reason())}
			>
				{isSame() ? `Keep ${chosen()}` : `Change to ${chosen()}`}
			</Button>
		</section>
	);
}
