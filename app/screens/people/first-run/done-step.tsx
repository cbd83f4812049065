import { Show } from "solid-js";
import { LinkButton } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { mayAs, me } from "../../../state/session.ts";
import { ChecklistRows, isReady } from "./checklist.tsx";
import "./first-run.css";

/** The end of the way: what is done, and what was skipped. */
export function DoneStep() {
	const ready = () => isReady(me().value);
	return (
		<Screen
			title={ready() ? "You can be paged" : "Almost there"}
			dock={
				<LinkButton kind="primary" wide href="/">
					Go to Now
				</LinkButton>
			}
		>
			<Show
				when={ready()}
				fallback={
					<p class="sub">
						What was skipped waits on Now and in Settings. Until then nobody may count on you.
					</p>
				}
			>
				<div class="arrived">
					<Shape of="well" />
					<p class="big">A page has reached you</p>
					<p class="sub">That is the whole promise: when something breaks, it happens again.</p>
				</div>
			</Show>
			<ChecklistRows />
			<Show when={ready() && mayAs("admin")}>
				<Rows label="Next">
					<Row title="Invite the others" sub="A pager is best shared" href="/people" />
				</Rows>
			</Show>
		</Screen>
	);
}
