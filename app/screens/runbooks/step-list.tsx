import { For, Show } from "solid-js";
import { Badge } from "../../parts/badge.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Shape } from "../../parts/shape.tsx";
import { me } from "../../state/session.ts";
import type { OnIncident } from "./on-incident.ts";
import { KINDS, saidWords } from "./step-words.ts";

const SHAPES = { done: "well", skipped: "note", "did-not-work": "degraded" } as const;

/** Every step, what became of it, and which version this is. */
export function StepList(props: { of: OnIncident; onShow(stepId: string): void }) {
	const said = (id: string) => props.of.said[id];
	const isPassed = (id: string) => !props.of.route.some((step) => step.id === id);
	return (
		<>
			<p class="sub">
				Version {props.of.runbook.version}, as it was when it was attached. Later edits don’t change it. It
				opens offline.
			</p>
			<Rows label="All steps">
				<For each={props.of.runbook.steps}>
					{(step, at) => (
						<Row
							lead={
								<Show when={said(step.id)} fallback={<Badge filled>{at() + 1}</Badge>}>
									{(it) => <Shape of={it().isKept ? "note" : SHAPES[it().state]} />}
								</Show>
							}
							title={step.title}
							sub={
								<Show
									when={said(step.id)}
									fallback={isPassed(step.id) ? "Passed over by a decision" : KINDS[step.kind].name}
								>
									{(it) => (
										<>
											{saidWords(it(), me().value?.user.id)}
											<Show when={it().note}>
												{(note) => (
													<>
														{" "}
														<q>{note()}</q>
													</>
												)}
											</Show>
										</>
									)}
								</Show>
							}
							onPress={() => props.onShow(step.id)}
						/>
					)}
				</For>
			</Rows>
		</>
	);
}
