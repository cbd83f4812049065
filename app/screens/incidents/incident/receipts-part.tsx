import { Show } from "solid-js";
import { Section } from "../../../shell/screen.tsx";
import { pageDeliveries } from "../../../state/page-delivery.ts";
import { responseWords } from "../../../state/response-words.ts";
import { me } from "../../../state/session.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { PagedList } from "./paged-list.tsx";
import { pagedPeople } from "./receipts.ts";

/** Who was paged, and how far each page got on each of their devices. */
export function Receipts(props: { events: TimelineEvent[] }) {
	const people = () => pagedPeople(pageDeliveries(props.events));
	return (
		<Show when={people().length > 0}>
			<Section title="Who was paged">
				<div class="card">
					<Show when={responseWords(props.events)}>{(words) => <p class="sub">First page {words()}</p>}</Show>
					<PagedList people={people()} meId={me().value?.user.id} />
				</div>
			</Section>
		</Show>
	);
}
