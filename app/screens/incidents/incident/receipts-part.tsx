import { createMemo, Show } from "solid-js";
import { Section } from "../../../shell/screen.tsx";
import { pageDeliveries } from "../../../state/page-delivery.ts";
import { responseWords } from "../../../state/response-words.ts";
import { keepSame } from "../../../state/same.ts";
import { me } from "../../../state/session.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { PagedList } from "./paged-list.tsx";
import { type Paged, pagedPeople } from "./receipts.ts";

/** Who was paged, and how far each page got on each of their devices. */
export function Receipts(props: { events: TimelineEvent[] }) {
	// Of what did not change, every row keeps its element.
	const people = createMemo<Paged[]>(
		(before) => keepSame(before, pagedPeople(pageDeliveries(props.events))),
		[],
	);
	return (
		<Show when={people().length > 0}>
			<Section title="Who was paged">
				<div class="card">
					<Show when={responseWords(props.events)}>{(words) => <p class="sub">First page {words()}</p>}</Show>
					<PagedList callable people={people()} meId={me().value?.user.id} />
				</div>
			</Section>
		</Show>
	);
}
