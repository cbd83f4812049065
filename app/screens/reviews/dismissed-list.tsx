import { For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Notice } from "../../parts/states.tsx";
import type { Dismissals } from "./dismissals.ts";
import type { Review } from "./wire.ts";
import "./shared.css";

/** What was dismissed, folded away, with the way back. Nothing while nothing is. */
export function DismissedList(props: { review: Review | undefined; of: Dismissals; may: boolean }) {
	// What a device remembers of an earlier version has none.
	const texts = () => props.review?.dismissedProposals ?? [];
	return (
		<>
			<Show when={props.of.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={texts().length > 0}>
				<details class="dismissed">
					<summary>{texts().length} dismissed</summary>
					<Rows label="Dismissed proposals">
						<For each={texts()}>
							{(text) => (
								<Row
									title={<span class="sub">{text}</span>}
									trail={
										<Show when={props.may}>
											<Button
												kind="quiet"
												busy={props.of.busy() === text && "Saving…"}
												onClick={() => void props.of.proposeAgain(text)}
											>
												Propose again
											</Button>
										</Show>
									}
								/>
							)}
						</For>
					</Rows>
				</details>
			</Show>
		</>
	);
}
