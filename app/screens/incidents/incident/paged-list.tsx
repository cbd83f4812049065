import { For, Show } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { DeliveryProgress } from "../../../parts/delivery-progress.tsx";
import { later } from "../../../parts/later.tsx";
import { type Paged, pagedWords } from "./receipts.ts";

const PhoneLink = later(() => import("../../../parts/phone-link.tsx"));

/** People who were paged, and how far each page got on each of their devices. */
export function PagedList(props: { people: Paged[]; meId?: string; callable?: boolean }) {
	const isMe = (userId: string | null) => userId !== null && userId === props.meId;
	return (
		<ul class="paged">
			<For each={props.people}>
				{(person) => (
					<li>
						<div class="line">
							<Avatar name={person.name} me={isMe(person.userId)} small />
							<span class="grow">
								{isMe(person.userId) ? "You" : person.name}
								<span class="dim"> · {pagedWords(person)}</span>
							</span>
							<Show when={props.callable}>
								<PhoneLink userId={person.userId} />
							</Show>
						</div>
						<div class="paged-devices">
							<For each={person.pages}>{(page) => <DeliveryProgress page={page} />}</For>
						</div>
					</li>
				)}
			</For>
		</ul>
	);
}
