import { createMemo, For, Show } from "solid-js";
import type { RecoveryNewsWire } from "../../../../worker/incidents/contract/recovery-news.ts";
import { Shape } from "../../../parts/shape.tsx";
import { answeredWords, recoveryRows } from "./recovery-rows.ts";

/** What each check says from each region, as it comes. The lines are there from the start, so that none moves. */
export function RecoveryList(props: { of: RecoveryNewsWire }) {
	const rows = createMemo(() => recoveryRows(props.of));
	const several = () => props.of.checks.length > 1;
	return (
		<>
			<ul class="seen" aria-label="What the checks say">
				<For each={rows().map(({ key }) => key)}>
					{(key) => {
						const row = () => rows().find((one) => one.key === key);
						return (
							<Show when={row()}>
								{(one) => (
									<li>
										<Shape of={one().shape} />
										<span>
											{one().region}
											<Show when={several()}>
												<span class="dim"> · {one().check}</span>
											</Show>
										</span>
										<span class="sub">{one().words}</span>
									</li>
								)}
							</Show>
						);
					}}
				</For>
			</ul>
			<span class="unseen" role="status">
				{answeredWords(props.of)}
			</span>
		</>
	);
}
