import { useNavigate } from "@solidjs/router";
import { createEffect, For, type JSX, on, onMount, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Slot } from "../../../parts/slot.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { type Step, stepAfter, stepsHere } from "./steps.ts";
import "./first-run.css";

/** One step of the first run: what it is for, its act at the bottom, and a way past it. */
export function StepScreen(props: {
	step: Step;
	title: string;
	about?: JSX.Element;
	/** The step's own act; absent, the dock holds the way on. */
	act?: JSX.Element;
	/** Its work is done: the way on takes the place of the way past. */
	isDone?: boolean;
	children?: JSX.Element;
}) {
	const navigate = useNavigate();
	// Each step, and its end, begins at the top, however long what stood there before was.
	const toTop = () => scrollTo(0, 0);
	onMount(toTop);
	createEffect(on(() => props.isDone, toTop, { defer: true }));
	const onward = () => navigate(`/setup/${stepAfter(props.step)}`);
	return (
		<Screen
			title={props.title}
			trail={
				<Show when={!props.isDone}>
					<Button kind="quiet" onClick={onward}>
						Skip
					</Button>
				</Show>
			}
			dock={
				<Show when={props.isDone} fallback={<div class="dock-row">{props.act}</div>}>
					<Button kind="primary" wide onClick={onward}>
						Next
					</Button>
				</Show>
			}
		>
			<StepCount of={props.step} />
			<Slot of={props.about}>{(about) => <p class="sub">{about()}</p>}</Slot>
			{props.children}
		</Screen>
	);
}

/** "Step 2 of 4", and as many bars. Nothing on a step beside the way. */
function StepCount(props: { of: Step }) {
	const way = stepsHere();
	const here = () => way.indexOf(props.of);
	return (
		<Show when={here() >= 0}>
			<div class="step-count">
				<p class="dim">
					Step {here() + 1} of {way.length}
				</p>
				<ol aria-hidden="true">
					<For each={way}>
						{(_, index) => (
							<li
								data-past={index() < here() ? "" : undefined}
								aria-current={index() === here() ? "step" : undefined}
							/>
						)}
					</For>
				</ol>
			</div>
		</Show>
	);
}
