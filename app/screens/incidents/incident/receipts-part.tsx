import { For, Show } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { DeliveryProgress } from "../../../parts/delivery-progress.tsx";
import { Section } from "../../../shell/screen.tsx";
import { pageDeliveries } from "../../../state/page-delivery.ts";
import { me } from "../../../state/session.ts";
import { responseWords } from "../../../state/timeline-text.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { pagedPeople, pagedWords } from "./receipts.ts";

/** Who was paged, and how far each page got on each of their devices. */
export function Receipts(props: { events: TimelineEvent[] }) {
	const people = () => pagedPeople(pageDeliveries(props.events));
	const isMe = (userId: string | null) => userId !== null && userId === me().value?.user.id;
	return (
		<Show when={people().length > 0}>
			<Section title="Who was paged">
				<div class="card">
					<Show when={responseWords(props.events)}>{(words) => <p class="sub">First page {words()}</p>}</Show>
					<ul class="paged">
						<For each={people()}>
							{(person) => (
								<li>
									<div class="line">
										<Avatar name={person.name} me={isMe(person.userId)} small />
										<span class="grow">
											{isMe(person.userId) ? "You" : person.name}
											<span class="dim"> · {pagedWords(person)}</span>
										</span>
									</div>
									<div class="paged-devices">
										<For each={person.pages}>{(page) => <DeliveryProgress page={page} />}</For>
									</div>
								</li>
							)}
						</For>
					</ul>
				</div>
			</Section>
		</Show>
	);
}
